import type { IAMClient, Role } from '@aws-sdk/client-iam';
import { decodedDocument } from '../../aws/document-comparison.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import { findRole } from '../../aws/roles.ts';
import type { RequestedPlan } from '../../plan.ts';
import type { Reading } from '../reading.ts';
import { rolePlan } from './plan.ts';

/** A role with all that gives it permissions. */
export interface RoleReading extends Reading {
  role: Role;
  /** The trust policy as JSON text. */
  trust: string | undefined;
  /** Inline policies: JSON text by name. */
  inline: ReadonlyMap<string, string | undefined>;
  /** ARNs of attached managed policies. */
  attached: readonly string[];
}

/** Reads the role that a plan names; undefined if it is not there (yet). Rejects with the SDK's error. */
export async function read(
  { plan }: RequestedPlan,
  client: Pick<IAMClient, 'send'>,
): Promise<RoleReading | undefined> {
  const { role } = rolePlan(plan);
  const found = await findRole(role.RoleName, client);
  return found && roleReading(found, new Map(), []);
}

/** What was read of a role, as one. */
export function roleReading(
  role: Role,
  inline: ReadonlyMap<string, string | undefined>,
  attached: readonly string[],
): RoleReading {
  const trust = decodedDocument(role.AssumeRolePolicyDocument);
  const policies = [...inline].map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
  return {
    arn: role.Arn ?? '',
    ...(role.RoleId !== undefined && { id: role.RoleId }),
    ...(role.CreateDate && { createdAt: role.CreateDate.toISOString() }),
    tags: tagMap(role.Tags),
    properties: asJson({
      ...role,
      AssumeRolePolicyDocument: trust,
      Policies: policies,
      ManagedPolicyArns: attached,
    }),
    ...{ role, trust, inline, attached },
  };
}
