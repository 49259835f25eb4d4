import {
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type Role,
} from '@aws-sdk/client-iam';
import { decodedDocument } from '../../aws/document-comparison.ts';
import { unlessMissing } from '../../aws/failures.ts';
import { allPages } from '../../aws/pages.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import { readAll } from '../../aws/reads-at-once.ts';
import { findRole } from '../../aws/roles.ts';
import type { RequestedPlan } from '../../plan.ts';
import type { Reading } from '../reading.ts';
import { rolePlan } from './plan.ts';

type Client = Pick<IAMClient, 'send'>;

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

/** What a role may do, as far as the role itself says. */
type RolePolicies = Pick<RoleReading, 'inline' | 'attached'>;

/**
 * Reads the role that a plan names, all of it at once; undefined if it is not there (yet). Of a role at another path, which
 * is not ours to read, only what tells whose it is. Rejects with the SDK's error.
 */
export async function read({ plan }: RequestedPlan, client: Client): Promise<RoleReading | undefined> {
  const { role, inline } = rolePlan(plan);
  const names = inline.map(({ name }) => name);
  const [found, policies] = await Promise.allSettled([
    findRole(role.RoleName, client),
    readPolicies(role.RoleName, names, client),
  ]);
  if (found.status === 'rejected') throw found.reason;
  if (found.value === undefined) return undefined;
  if (found.value.Path !== role.Path) return roleReading(found.value, { inline: new Map(), attached: [] });
  if (policies.status === 'rejected') throw policies.reason;
  return policies.value && roleReading(found.value, policies.value);
}

/** Names that are expected are read at once with the list of names; undefined while the role does not show. */
async function readPolicies(
  RoleName: string,
  expected: readonly string[],
  client: Client,
): Promise<RolePolicies | undefined> {
  const [names, attached, known] = await Promise.all([
    unlessMissing(inlineNames(RoleName, client), 'NoSuchEntity'),
    unlessMissing(attachedArns(RoleName, client), 'NoSuchEntity'),
    inlinePolicies(RoleName, expected, client),
  ]);
  if (names === undefined || attached === undefined) return undefined;
  const others = names.filter((name) => !expected.includes(name));
  return { inline: new Map([...known, ...(await inlinePolicies(RoleName, others, client))]), attached };
}

/** The documents of inline policies by name; those that do not show are left out. */
async function inlinePolicies(
  RoleName: string,
  names: readonly string[],
  client: Client,
): Promise<Map<string, string | undefined>> {
  const read = await readAll(names, async (PolicyName): Promise<[string, string | undefined][]> => {
    const reading = client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    const policy = await unlessMissing(reading, 'NoSuchEntity');
    return policy ? [[PolicyName, decodedDocument(policy.PolicyDocument)]] : [];
  });
  return new Map(read.flat());
}

function inlineNames(RoleName: string, client: Client): Promise<string[]> {
  return allPages(async (Marker) => {
    const page = await client.send(new ListRolePoliciesCommand({ RoleName, Marker }));
    return { items: page.PolicyNames, nextToken: page.IsTruncated ? page.Marker : undefined };
  });
}

function attachedArns(RoleName: string, client: Client): Promise<string[]> {
  return allPages(async (Marker) => {
    const page = await client.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker }));
    const items = page.AttachedPolicies?.flatMap(({ PolicyArn }) => PolicyArn ?? []);
    return { items, nextToken: page.IsTruncated ? page.Marker : undefined };
  });
}

/** What was read of a role, as one. */
export function roleReading(role: Role, { inline, attached }: RolePolicies): RoleReading {
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
