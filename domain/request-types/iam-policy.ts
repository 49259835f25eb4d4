import {
  CreatePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPoliciesCommand,
  type Policy,
} from '@aws-sdk/client-iam';
import * as z from 'zod';
import type { PlannedCall } from '../plan.ts';
import { iamArn } from './arns.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  type PermissionContext,
  requestedArns,
} from './creator-permissions.ts';
import { defineSubmission } from './define-submission.ts';
import { decodedDocument, sameDocument } from './document-comparison.ts';
import { documentField } from './documents.ts';
import { iamFailures } from './failure-tables.ts';
import { classifyFailure, unlessMissing } from './failures.ts';
import * as fields from './iam-fields.ts';
import { placeProblems } from './paths.ts';
import { asJson, type Reading, sameTags, sameText, sightingOf, tagMap } from './read-back.ts';
import type { Creation, PolicyStatementData } from './request-type.ts';
import { iamTags, tagProblems, withRequestId } from './tags.ts';

/** `CreatePolicyRequest` of IAM's model (API version 2010-05-08). */
const parameters = z.strictObject({
  PolicyName: fields.iamName(128).describe('Unique in the account, ignoring case and path.'),
  Path: fields.policyPath.optional(),
  PolicyDocument: documentField('What the policy allows.'),
  Description: fields.policyDescription.describe('Cannot be changed later.').optional(),
  Tags: fields.iamTagList.optional(),
});

/** What is sent: `CreatePolicyRequest` with everything filled in. */
const planned = z.strictObject({
  PolicyName: z.string(),
  Path: z.string(),
  PolicyDocument: z.string(),
  Description: z.string().exactOptional(),
  Tags: fields.plannedIamTags,
});
type PlannedPolicy = z.output<typeof planned>;

function arnOf(call: PlannedCall, { Path, PolicyName }: PlannedPolicy): string {
  return iamArn(call, 'policy', Path, PolicyName);
}

function permissions(context: PermissionContext): PolicyStatementData[] {
  const policies = requestedArns('policy', context);
  return [
    grant('CreatePolicies', ['iam:CreatePolicy', 'iam:TagPolicy'], policies, onlyTaggedRequests),
    grant('FindPolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], policies),
    // Lists have no resource to name; only this finds a name that is taken under another path.
    grant('ListPolicies', ['iam:ListPolicies'], '*'),
    ...creatorDenials(context),
  ];
}

export const iamPolicy = /* @__PURE__ */ defineSubmission({
  title: 'IAM policy',
  operation: 'CreatePolicy',
  parameters,
  planned,
  document: { kind: 'managed', field: 'PolicyDocument' },
  permissions,
  example: {
    justification: 'The payments service queues its jobs; ticket PAY-1235',
    parameters: {
      PolicyName: 'payments-queue-jobs',
      Description: 'Puts jobs into the queue of the payments service',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'QueueJobs',
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: 'arn:aws:sqs:us-east-1:111122223333:payments-jobs',
          },
        ],
      },
      Tags: [{ Key: 'team', Value: 'payments' }],
    },
  },
  problems: (submitted, context) => [
    ...placeProblems('PolicyName', submitted, context),
    ...tagProblems(submitted, iamTags, context),
  ],
  fill: (values, document, context) => ({
    PolicyName: values.PolicyName,
    Path: values.Path ?? context.guardrails.path,
    PolicyDocument: document,
    Description: values.Description,
    Tags: withRequestId(values.Tags, iamTags, context.requestId),
  }),
  findings: () => [],
  nameAndResource: (policy, call) => ({ name: policy.PolicyName, resource: arnOf(call, policy) }),
});

type Client = Pick<IAMClient, 'send'>;

export const iamPolicyCreation: Creation<Client> = {
  lookFirst: false,
  async send(call, client) {
    await client.send(new CreatePolicyCommand(planned.parse(call.parameters)));
  },
  async find(call, requestId, client) {
    const policy = planned.parse(call.parameters);
    const arn = arnOf(call, policy);
    const found = await unlessMissing(client.send(new GetPolicyCommand({ PolicyArn: arn })), 'NoSuchEntity');
    if (!found?.Policy) return findNamesake(arn, policy.PolicyName, client);
    const version = { PolicyArn: arn, VersionId: found.Policy.DefaultVersionId ?? 'v1' };
    const read = await unlessMissing(client.send(new GetPolicyVersionCommand(version)), 'NoSuchEntity');
    if (!read?.PolicyVersion) return { kind: 'absent' };
    const document = decodedDocument(read.PolicyVersion.Document);
    return sightingOf(requestId, readingOf(found.Policy, document, policy, arn));
  },
  classify: (error) => classifyFailure(error, iamFailures),
};

/** Policy names are unique ignoring case and path, but only a list tells who has this one under another ARN. */
async function findNamesake(
  arn: string,
  name: string,
  client: Client,
): ReturnType<typeof iamPolicyCreation.find> {
  let marker: string | undefined;
  do {
    const page = await client.send(
      new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1000, Marker: marker }),
    );
    const namesake = page.Policies?.find((policy) => policy.PolicyName?.toLowerCase() === name.toLowerCase());
    if (namesake?.Arn !== undefined && namesake.Arn !== arn)
      return { kind: 'foreign', arn: namesake.Arn, owner: 'unknown' };
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
  return { kind: 'absent' };
}

function readingOf(read: Policy, document: string | undefined, policy: PlannedPolicy, arn: string): Reading {
  const tags = tagMap(read.Tags);
  return {
    arn,
    tags,
    properties: asJson({ ...read, PolicyDocument: document }),
    matches: {
      PolicyName: read.PolicyName === policy.PolicyName,
      Path: read.Path === policy.Path,
      PolicyDocument: sameDocument(policy.PolicyDocument, document),
      Description: sameText(policy.Description, read.Description),
      Tags: sameTags(policy.Tags, tags),
    },
  };
}
