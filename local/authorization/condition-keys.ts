import { region } from '../doubles/double.ts';
import type { AccessKeys, AccountView, CallKeys, RequestTag } from './access.ts';
import type { ValuesOf } from './conditions.ts';

/** Every key of a service that an access is given a value for (`services/`). */
const ofServices = [
  ...['iam:PermissionsBoundary', 'iam:PolicyARN', 'iam:PassedToService'],
  ...['kms:SigningAlgorithm', 'kms:MessageType'],
  ...['s3:prefix', 's3:delimiter', 's3:max-keys', 's3:VersionId', 's3:if-none-match', 's3:TlsVersion'],
  ...['s3:object-lock-mode'],
  ...['dynamodb:LeadingKeys', 'dynamodb:Select'],
  ...['events:source', 'events:detail-type'],
];

/** Said only of calls that a service makes for somebody, which no function's call is. */
const ofServicePrincipals = [
  ...['aws:SourceAccount', 'aws:SourceArn', 'aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast'],
  ...['kms:ViaService', 'kms:CallerAccount', 'kms:GrantIsForAWSResource'],
];

/** As AWS would see a function's call; here it is plain HTTP. */
const ofEveryCall = (principalArn: string): CallKeys => ({
  'aws:PrincipalArn': principalArn,
  'aws:PrincipalAccount': principalArn.split(':')[4],
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:ViaAWSService': 'false',
  'aws:RequestedRegion': region,
  'aws:SecureTransport': 'true',
});

const families = ['aws:requesttag/', 'aws:resourcetag/', 'iam:resourcetag/'];
/** A pair of what is encrypted, each a key of its own: no function encrypts or decrypts by itself. */
const encryptionContext = 'kms:encryptioncontext:';

const known = new Set(
  [...ofServices, ...ofServicePrincipals, ...Object.keys(ofEveryCall('')), 'aws:TagKeys'].map((key) =>
    key.toLowerCase(),
  ),
);

/** Whether calls are given a value for a key wherever AWS would give one. */
export function isKnownKey(key: string): boolean {
  const name = key.toLowerCase();
  return known.has(name) || [...families, encryptionContext].some((family) => name.startsWith(family));
}

/** What one access says about each key, for the conditions of a principal's policies. */
export function valuesFor(
  { resource, keys = {}, tags = [] }: AccessKeys & { resource: string },
  principalArn: string,
  account: Pick<AccountView, 'tagsOf'>,
): ValuesOf {
  // Most accesses are judged without a single condition.
  let said: Map<string, string | readonly string[] | undefined> | undefined;
  return (key) => {
    const name = key.toLowerCase();
    const family = families.find((each) => name.startsWith(each));
    const all = family === 'aws:requesttag/' ? tags : family ? account.tagsOf(resource) : [];
    said ??= byName({
      ...ofEveryCall(principalArn),
      ...keys,
      ...(tags.length > 0 && { 'aws:TagKeys': tags.map((tag) => tag.key) }),
    });
    const value = family ? ofTag(all, name.slice(family.length)) : said.get(name);
    return typeof value === 'string' ? [value] : value;
  };
}

/** Keys are compared ignoring case, as AWS does. */
function byName(keys: CallKeys): Map<string, string | readonly string[] | undefined> {
  return new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
}

/** The key of a tag counts ignoring case here, though tags that differ in case alone are two. */
function ofTag(tags: readonly RequestTag[], key: string): string | undefined {
  return tags.find((tag) => tag.key.toLowerCase() === key)?.value;
}
