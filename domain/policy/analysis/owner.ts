import { splitArn } from '../grammar/arn.ts';
import { type ConditionTest, canFail, isLiteral } from './condition.ts';
import type { AnalysisContext } from './context.ts';

/** Whom a condition value names; `resource` if it names one for good whose account cannot be told. */
export interface Owner {
  kind: 'account' | 'organization' | 'resource';
  id: string;
}

/** Keys that say whose the caller is, or whose the resource that a service calls for; nobody can choose them. */
const ownersByKey: Readonly<Record<string, (value: string) => Owner | undefined>> = {
  'aws:principalaccount': ownerOfAccount,
  'aws:principalarn': ownerOfPrincipal,
  'aws:principalorgid': ownerOfOrganization,
  'aws:principalorgpaths': ownerOfPath,
  'aws:sourceaccount': ownerOfAccount,
  'aws:sourcearn': ownerOfSource,
  'aws:sourceorgid': ownerOfOrganization,
  'aws:sourceorgpaths': ownerOfPath,
};

/**
 * Whom a test lets in: the owners that its values name. `undefined` if it lets in more, or may: it is of another key,
 * holds without the key, or a value is a pattern of owners or a variable.
 */
export function ownersOf(test: ConditionTest): Owner[] | undefined {
  const ownerOf = Object.hasOwn(ownersByKey, test.key) ? ownersByKey[test.key] : undefined;
  const { valueType } = test.operator;
  if (ownerOf === undefined || !canFail(test) || (valueType !== 'string' && valueType !== 'arn')) return;
  const owners = test.values.map(ownerOf);
  return owners.every((owner) => owner !== undefined) ? owners : undefined;
}

/**
 * Whom a statement's tests of these keys let in, all taken together: the strangers among the owners of the test that
 * names fewest of them. `undefined` if no test names owners.
 */
export function strangersLetIn(
  tests: readonly ConditionTest[],
  keys: readonly string[],
  context: AnalysisContext,
): Owner[] | undefined {
  const named = tests
    .filter(({ key }) => keys.includes(key))
    .flatMap((test) => {
      const owners = ownersOf(test);
      return owners === undefined ? [] : [owners.filter((owner) => isStranger(owner, context))];
    });
  return named.sort((one, other) => one.length - other.length)[0];
}

/** True if an owner is neither the own account nor one that the configuration trusts. */
export function isStranger({ kind, id }: Owner, context: AnalysisContext): boolean {
  if (kind === 'resource') return false;
  if (kind === 'organization') return !(context.trustedOrganizations ?? []).includes(id);
  return id !== context.account && !context.trustedAccounts.includes(id);
}

/**
 * The owner of an `aws:SourceArn`. AWS allows wildcards where the account stands in the ARN (IAM User Guide, confused
 * deputy: `arn:aws:servicename:*:123456789012:*`). Some ARNs have none: those of buckets, whose names are unique in the
 * world, and of hosted zones, REST APIs and the like, which are whole without wildcards.
 */
export function ownerOfSource(value: string): Owner | undefined {
  const [prefix, partition = '', service = '', region = '', account = '', name = ''] = splitArn(value);
  if (prefix !== 'arn' || !isLiteral(partition) || !isLiteral(service) || value.includes('${')) return;
  if (account !== '') return ownerOfAccount(account);
  const whole = service === 's3' ? isLiteral(name.split('/', 1)[0] ?? '') : isLiteral(name);
  return whole && !/[*?]/.test(region) ? { kind: 'resource', id: value } : undefined;
}

/** No wildcard may stand before the account: `*` also matches colons, and the path of a role may have some. */
function ownerOfPrincipal(value: string): Owner | undefined {
  const id = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):(?!.*\$\{)/.exec(value)?.[1];
  return id === undefined ? undefined : { kind: 'account', id };
}

function ownerOfAccount(value: string): Owner | undefined {
  return /^\d{12}$/.test(value) ? { kind: 'account', id: value } : undefined;
}

function ownerOfOrganization(value: string): Owner | undefined {
  return /^o-[a-z0-9]+$/.test(value) ? { kind: 'organization', id: value } : undefined;
}

/** `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`: within one organisation whatever follows its id. */
function ownerOfPath(value: string): Owner | undefined {
  return value.includes('/') && !value.includes('${')
    ? ownerOfOrganization(value.split('/', 1)[0] ?? '')
    : undefined;
}
