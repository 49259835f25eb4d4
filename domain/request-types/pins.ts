import { GetPolicyCommand, type IAMClient, type Policy, type Role } from '@aws-sdk/client-iam';
import { decodedDocument, documentHash } from '../aws/document-comparison.ts';
import { unlessMissing } from '../aws/failures.ts';
import { findRole } from '../aws/role-reading.ts';

/** What something that a plan refers to was when the request was validated. */
export interface Pin {
  /** An ARN; `#trust-policy` and `#id` behind it name a part that changes by itself. */
  resource: string;
  version: string;
}

/** Reads what pins are about as it is now; nothing of what is gone. Rejects with the SDK's error. */
export type PinReader = (pins: readonly Pin[]) => Promise<Pin[]>;

type Iam = Pick<IAMClient, 'send'>;

/**
 * A profile may name 250 roles, and IAM throttles 24 to 50 reads at once in practice
 * (https://repost.aws/knowledge-center/iam-sts-throttling-error): one request does not use up the account's rate.
 */
const readsAtOnce = 5;

/** A role as it is at this ARN; undefined where there is none, or where the role of this name has another ARN. */
export async function readRole(arn: string, iam: Iam): Promise<Role | undefined> {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  const role = await findRole(RoleName, iam);
  return role?.Arn === arn ? role : undefined;
}

/** A managed policy, the account's own or AWS's; undefined where there is none. */
export async function readPolicy(arn: string, iam: Iam): Promise<Policy | undefined> {
  const read = await unlessMissing(iam.send(new GetPolicyCommand({ PolicyArn: arn })), 'NoSuchEntity');
  return read?.Policy;
}

/** A role deleted and created again has another id: it is another role. */
export function rolePins(arn: string, { RoleId = '', AssumeRolePolicyDocument }: Role): Pin[] {
  const version = documentHash(decodedDocument(AssumeRolePolicyDocument));
  return [
    { resource: arn, version: RoleId },
    { resource: `${arn}#trust-policy`, version },
  ];
}

/** What a policy allows changes with its default version; created again, it begins with `v1` once more. */
export function policyPins(arn: string, { DefaultVersionId = '', PolicyId = '' }: Policy): Pin[] {
  return [
    { resource: arn, version: DefaultVersionId },
    { resource: `${arn}#id`, version: PolicyId },
  ];
}

/** Reads what the pins of roles and managed policies are about, again. */
export function pinReader(iam: Iam): PinReader {
  return async (pins) => {
    const arns = [...new Set(pins.map(({ resource }) => resource.replace(/#.*$/, '')))];
    return (await readAll(arns, (arn) => present(arn, iam))).flat();
  };
}

/** For request types whose plans refer to nothing. */
export const nothingPinned: PinReader = async () => [];

async function present(arn: string, iam: Iam): Promise<Pin[]> {
  if (arn.includes(':policy/')) {
    const policy = await readPolicy(arn, iam);
    return policy ? policyPins(arn, policy) : [];
  }
  const role = await readRole(arn, iam);
  return role ? rolePins(arn, role) : [];
}

/** Reads many things, some at a time, in order. */
export async function readAll<Item, Answer>(
  items: readonly Item[],
  read: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += readsAtOnce) {
    answers.push(...(await Promise.all(items.slice(start, start + readsAtOnce).map(read))));
  }
  return answers;
}

/** One sentence for each thing that is no longer as it was pinned. */
export function changesSince(pins: readonly Pin[], now: readonly Pin[]): string[] {
  const versions = new Map(now.map(({ resource, version }) => [resource, version]));
  return pins.flatMap(({ resource, version }) => {
    const present = versions.get(resource);
    if (present === version) return [];
    const [arn = resource, part = ''] = resource.split('#');
    const what = { 'trust-policy': 'the trust policy of ', id: 'the id of ' }[part] ?? '';
    return [`${what}${arn} was ${version} and is ${present ?? 'gone'}`];
  });
}
