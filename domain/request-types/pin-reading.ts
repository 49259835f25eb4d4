import type { IAMClient, Policy, Role } from '@aws-sdk/client-iam';
import { decodedDocument, documentHash } from '../aws/document-comparison.ts';
import { readPolicy } from '../aws/managed-policies.ts';
import { readAll } from '../aws/reads-at-once.ts';
import { readRole } from '../aws/roles.ts';
import type { Pin } from './pin.ts';

/** Reads what pins are about as it is now; nothing of what is gone. Rejects with the SDK's error. */
export type PinReader = (pins: readonly Pin[]) => Promise<Pin[]>;

type Iam = Pick<IAMClient, 'send'>;

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
