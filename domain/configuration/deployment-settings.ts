import * as z from 'zod';
import { accountId } from '../aws/account-id.ts';
import { organizationId } from '../aws/organization-id.ts';
import { partitionPattern } from '../aws/partitions.ts';
import { routeNames } from '../routes.ts';
import { textLike } from '../text/text-like.ts';

/** What CloudWatch Logs knows (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html). */
const retentions = [
  ...([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const),
  ...([1096, 1827, 2192, 2557, 2922, 3288, 3653] as const),
] as const;

const arn = (service: string, resource: string, region = '[\\w-]+') =>
  new RegExp(`^arn:${partitionPattern}:${service}:${region}:\\d{12}:${resource}$`);

const webAcl = z.union([
  z.literal('off'),
  textLike(arn('wafv2', 'regional/webacl/.+'), 'the ARN of a regional web ACL'),
  z.strictObject({
    /** How many requests one address may send in five minutes; WAF counts every half minute or so. */
    requestsPerFiveMinutes: z.int().min(10).max(2_000_000_000),
  }),
]);

const callers = z.union([
  z.literal('own-account'),
  z.strictObject({
    /** Accounts besides our own. */
    accounts: z.array(accountId).min(1),
  }),
  z.strictObject({
    organization: organizationId,
  }),
]);

/** Requests a second, and how many may come at once; API Gateway's own limits for a region are 10,000 and 5,000. */
const throttle = z.strictObject({
  rate: z.number().positive().max(10_000),
  burst: z.int().min(1).max(5000),
});

/** A preview asks IAM as much as a validation does, whose rate everybody in the account shares. */
const ownThrottles = { 'POST /requests/preview': { rate: 2, burst: 4 } };

const hostName = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/)
  .describe('a host name such as access.example.com');

const domain = z.strictObject({
  name: hostName,
  /** Of the same region, and for this name. */
  certificate: textLike(arn('acm', 'certificate/[\\w-]+'), 'the ARN of a certificate in ACM'),
  /** Absent: whoever runs the DNS points the name at the API's regional domain name. */
  hostedZone: z
    .strictObject({
      id: textLike(/^Z[A-Z0-9]{1,31}$/, 'the id of a hosted zone such as Z0123456789ABCDEFGHIJ'),
      name: hostName,
    })
    .optional(),
});

/** Shown in Slack as a link, so nothing in it may end one. */
const requestUrl = z
  .string()
  .max(500)
  .regex(/^https:\/\/[^\s<>|{}]*(\{id\}[^\s<>|{}]*)+$/)
  .describe('an https address with {id} in it, such as https://access.example.com/requests/{id}');

const tagText = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u)
    .describe(`at most ${most} letters, digits, spaces and _ . : / = + - @`);
const tagKey = tagText(128)
  .min(1)
  .regex(/^(?!(aws|countersign):)/i)
  .describe(
    '1 to 128 letters, digits, spaces and _ . : / = + - @ that begin with neither aws: nor countersign:',
  );

/** How the stack is deployed, apart from who may do what. Every setting has a default. */
export const deploymentSchema = z
  .strictObject({
    /** The last part of the API's address. Another name is another address, which Slack has to be told. */
    stageName: textLike(/^\w{1,128}$/, 'a stage name: letters, digits and _').default('prod'),
    /** How long logs are kept. A year: long enough to look into what is noticed late. The trail is kept forever. */
    logRetentionDays: z.literal([...retentions]).default(365),
    /**
     * What encrypts tables, logs, secret and queues: keys that AWS owns, at no cost, or a symmetric key of your own,
     * whose policy has to let the services use it (docs/configuration.md).
     */
    encryptionKey: z
      .union([
        z.literal('aws-owned'),
        textLike(
          arn('kms', 'key/([0-9a-f-]{36}|mrk-[0-9a-f]{32})'),
          'the ARN of a KMS key (not of an alias)',
        ),
      ])
      .default('aws-owned'),
    /** AWS WAF before the API: off, one that you have, or one with AWS's managed rules and a limit an address. */
    webAcl: webAcl.default('off'),
    /**
     * Whose principals may call, if their own policies let them. Anything but `own-account` adds a resource policy to
     * the API, and every entry of `identities`, `requesters` and `approvals` that names a role or user must then say
     * of which `account`, or one of the same name elsewhere would count.
     */
    callers: callers.default('own-account'),
    /** How much API Gateway lets through to each route: what `routes` says, or else the default. */
    throttling: z
      .strictObject({
        /** People and pipelines ask a few times an hour; this leaves room for a fleet and none for a flood. */
        default: throttle.default({ rate: 100, burst: 200 }),
        routes: z
          .partialRecord(z.enum(routeNames), throttle)
          .default({})
          .transform((routes) => ({ ...ownThrottles, ...routes })),
      })
      .prefault({}),
    /** A name of your own for the API. Its outputs then name it; the API's own address goes on working. */
    domain: domain.optional(),
    /** Where people read a request, `{id}` in place of its id: cards link there. Absent: no link. */
    requestUrl: requestUrl.optional(),
    /**
     * How many clicks are worked on at once, kept aside from what the account's other functions may use up; more answer
     * 429, and people click again. Absent: no number. AWS leaves 100 to the rest of the account.
     */
    webhookConcurrency: z.int().min(1).max(1000).optional(),
    /**
     * How many previews are worked on at once, kept aside for them. `shared`: what the account has left, for an account
     * whose quota does not leave the rest of it what AWS asks for.
     */
    previewConcurrency: z.union([z.literal('shared'), z.int().min(1).max(1000)]).default(2),
    /** On everything in the stack that can be tagged, but for the kill switch, which a tag that changes would switch off. */
    tags: z
      .record(tagKey, tagText(256))
      .refine((tags) => Object.keys(tags).length <= 40, 'there are more than 40 tags; remove some')
      .default({}),
  })
  .prefault({});

export type DeploymentSettings = z.output<typeof deploymentSchema>;
