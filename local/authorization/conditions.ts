import { globOf, matches } from '../../domain/wildcard.ts';

/** A condition of a policy that cannot be judged here: its operator, key or value is not known. */
export class UnknownCondition extends Error {
  override readonly name = 'UnknownCondition';
}

/** Conditions as a policy has them: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What a call says about a key; undefined where it says nothing. */
export type ValuesOf = (key: string) => readonly string[] | undefined;

/** Whether a call meets conditions. */
export type Judge = (valuesOf: ValuesOf) => boolean;

type Match = (wanted: string, value: string) => boolean;

const ignoringCase = (match: Match): Match => {
  return (wanted, value) => match(wanted.toLowerCase(), value.toLowerCase());
};
const equal: Match = (wanted, value) => wanted === value;
const like: Match = (wanted, value) => matches(globOf(wanted), value);
const numeric =
  (compare: (value: number, wanted: number) => boolean): Match =>
  (wanted, value) =>
    compare(Number(value), Number(wanted));

/** Wildcards stay within one of the six parts of an ARN; `ArnEquals` takes them as well. */
const likeArn: Match = (wanted, value) => {
  const [wantedParts, parts] = [partsOf(wanted), partsOf(value)];
  return wantedParts.length === parts.length && wantedParts.every((part, at) => like(part, parts[at] ?? ''));
};

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * Each operator, and whether it holds where nothing matches
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
const operators: Readonly<Record<string, { match: Match; negated?: true }>> = {
  StringEquals: { match: equal },
  StringNotEquals: { match: equal, negated: true },
  StringEqualsIgnoreCase: { match: ignoringCase(equal) },
  StringNotEqualsIgnoreCase: { match: ignoringCase(equal), negated: true },
  StringLike: { match: like },
  StringNotLike: { match: like, negated: true },
  ArnEquals: { match: likeArn },
  ArnLike: { match: likeArn },
  ArnNotEquals: { match: likeArn, negated: true },
  ArnNotLike: { match: likeArn, negated: true },
  Bool: { match: ignoringCase(equal) },
  NumericEquals: { match: numeric((value, wanted) => value === wanted) },
  NumericNotEquals: { match: numeric((value, wanted) => value === wanted), negated: true },
  NumericLessThan: { match: numeric((value, wanted) => value < wanted) },
  NumericLessThanEquals: { match: numeric((value, wanted) => value <= wanted) },
  NumericGreaterThan: { match: numeric((value, wanted) => value > wanted) },
  NumericGreaterThanEquals: { match: numeric((value, wanted) => value >= wanted) },
};

/** Every condition must hold; of a condition's values one is enough. Throws UnknownCondition. */
export function judgeOf(conditions: Conditions): Judge {
  const judges = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => judgeOne(operator, key, wanted)),
  );
  return (valuesOf) => judges.every((judge) => judge(valuesOf));
}

/** The keys that conditions ask about. */
export function keysOf(conditions: Conditions): string[] {
  return Object.values(conditions).flatMap((keys) => Object.keys(keys));
}

const written = /^(?:(?<set>ForAllValues|ForAnyValue):)?(?<name>[A-Za-z]+?)(?<ifExists>IfExists)?$/;

function judgeOne(operator: string, key: string, wanted: readonly string[]): Judge {
  const { set, name = '', ifExists } = written.exec(operator)?.groups ?? {};
  const variable = wanted.find((value) => value.includes('${'));
  if (variable !== undefined) throw new UnknownCondition(`The policy variable in ${variable} is not known.`);
  if (name === 'Null' && !set && !ifExists) {
    return (valuesOf) => wanted.includes(String(valuesOf(key) === undefined));
  }
  const found = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (found === undefined) throw new UnknownCondition(`The operator ${operator} of ${key} is not known.`);
  const { match, negated = false } = found;
  const holds = (value: string) => wanted.some((each) => match(each, value)) !== negated;
  return (valuesOf) => {
    const values = valuesOf(key);
    if (values === undefined) return ifExists !== undefined || set === 'ForAllValues' || (negated && !set);
    if (set === 'ForAllValues') return values.every(holds);
    if (set === 'ForAnyValue') return values.some(holds);
    const [value, ...more] = values;
    if (value !== undefined && more.length === 0) return holds(value);
    throw new UnknownCondition(`${key} has ${values.length} values: say ForAllValues or ForAnyValue.`);
  };
}
