import { type NarrowingKind, narrowingKeys } from '../data/narrowing-keys.ts';
import { areFewAddresses } from './addresses.ts';
import { type ConditionTest, canFail, startsLiterally } from './condition.ts';
import { ownerOfSource } from './owner.ts';

/** A session lasts 36 hours at most (STS, GetSessionToken): no second factor is older. */
const maxSession = 129_600;

/** A longer list of services that get a role is more than a role is made for, and soon has all that can run code. */
const maxServices = 10;

/**
 * True if a statement's conditions narrow what it allows: at least one test is of a key that is known to narrow, can
 * fail when the key is missing or has another value, and takes only values that leave something out. Conditions of
 * every other kind count as met by everyone. `ownTags`: the holder can give itself tags.
 */
export function isNarrowed(tests: readonly ConditionTest[], { ownTags }: { ownTags: boolean }): boolean {
  return tests.some((test) => narrows(test) && !(ownTags && isOfPrincipalTag(test)));
}

/** True if a test is of a tag of the principal. */
export function isOfPrincipalTag({ key }: ConditionTest): boolean {
  return key.startsWith('aws:principaltag/');
}

/** True if one test narrows; see `isNarrowed`. */
export function narrows(test: ConditionTest): boolean {
  if (!canFail(test)) return false;
  const kind = narrowingKeys.find(([key]) => key.test(test.key))?.[1];
  return kind !== undefined && leavesOut[kind](test);
}

const isOfServices = ofStrings((value) => /^[a-z0-9-]+\.[a-z0-9.*?-]*$/i.test(value));

/** For each kind of value whether a test leaves something out. One open value among many opens them all. */
const leavesOut: Record<NarrowingKind, (test: ConditionTest) => boolean> = {
  text: ofStrings(startsLiterally),
  account: ofStrings((value) => /^\d{12}$/.test(value)),
  organization: ofStrings((value) => /^o-[a-z0-9]+$/.test(value)),
  network: ofStrings((value) => /^vpce?-[0-9a-z]+$/i.test(value)),
  arn: ofStrings((value) => ownerOfSource(value) !== undefined),
  service: (test) => test.values.length <= maxServices && isOfServices(test),
  addresses: ({ operator, values }) => operator.valueType === 'ip' && areFewAddresses(values),
  mfa: ({ operator, values }) =>
    ['bool', 'string'].includes(operator.valueType) && values.every((value) => /^true$/i.test(value)),
  mfaAge: ({ path: [operator], values }) =>
    operator.includes('NumericLessThan') &&
    values.every((value) => /^\d+$/.test(value) && Number(value) <= maxSession),
};

function ofStrings(isNarrow: (value: string) => boolean): (test: ConditionTest) => boolean {
  return ({ operator: { valueType }, values }) =>
    (valueType === 'string' || valueType === 'arn') && values.every(isNarrow);
}
