import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A stored item, as it goes over the wire. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** What an expression's `#names` and `:values` stand for. */
export interface Substitutes {
  names: Readonly<Record<string, string>>;
  values: Readonly<Record<string, AttributeValue>>;
}

/** Something that the simulated DynamoDB does not understand: it guesses nothing. */
export class UnsupportedExpression extends Error {
  override readonly name = 'UnsupportedExpression';
}

type Test = (item: Item, by: Substitutes) => boolean;

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const parsed = new Map<string, Test>();

/** Whether an item (an empty one if there is none) meets a condition; without a condition it does. */
export function holds(expression: string | undefined, item: Item, by: Substitutes): boolean {
  if (expression === undefined) return true;
  let test = parsed.get(expression);
  if (test === undefined) {
    test = parse(expression);
    parsed.set(expression, test);
  }
  return test(item, by);
}

function parse(expression: string): Test {
  const tokens = expression.match(/[(),]|<=|>=|[=<>]|[#:]?\w+|\S/g) ?? [];
  const test = disjunction(tokens);
  if (tokens.length > 0) throw new UnsupportedExpression(expression);
  return test;
}

function disjunction(tokens: string[]): Test {
  const first = conjunction(tokens);
  if (tokens[0] !== 'OR') return first;
  tokens.shift();
  const rest = disjunction(tokens);
  return (item, by) => first(item, by) || rest(item, by);
}

function conjunction(tokens: string[]): Test {
  const first = term(tokens);
  if (tokens[0] !== 'AND') return first;
  tokens.shift();
  const rest = conjunction(tokens);
  return (item, by) => first(item, by) && rest(item, by);
}

function term(tokens: string[]): Test {
  const token = tokens.shift() ?? '';
  if (token === '(') {
    const inner = disjunction(tokens);
    expect(tokens, ')');
    return inner;
  }
  if (token === 'NOT') {
    const inner = term(tokens);
    return (item, by) => !inner(item, by);
  }
  if (token === 'contains') return containment(tokens);
  if (token === 'attribute_exists' || token === 'attribute_not_exists') {
    expect(tokens, '(');
    const path = tokens.shift() ?? '';
    expect(tokens, ')');
    const wanted = token === 'attribute_exists';
    return (item, { names }) => (item[nameOf(path, names)] !== undefined) === wanted;
  }
  return comparison(token, tokens.shift() ?? '', tokens.shift() ?? '');
}

function containment(tokens: string[]): Test {
  const [, path = '', , value = ''] = tokens.splice(0, 5);
  return (item, { names, values }) => {
    const list = item[nameOf(path, names)]?.L ?? [];
    return list.some((element) => orderOf(element, substituteOf(value, values)) === 0);
  };
}

function comparison(path: string, operator: string, value: string): Test {
  const compare = comparisons[operator];
  if (compare === undefined || !value.startsWith(':') || !/^#?\w+$/.test(path)) {
    throw new UnsupportedExpression([path, operator, value].join(' '));
  }
  return (item, { names, values }) => {
    const order = orderOf(item[nameOf(path, names)], substituteOf(value, values));
    return order !== undefined && compare(order);
  };
}

function expect(tokens: string[], token: string): void {
  const found = tokens.shift();
  if (found !== token) throw new UnsupportedExpression(`${token} expected, ${found} found`);
}

/** The attribute that a path such as `#name` or `name` means. */
export function nameOf(path: string, names: Substitutes['names']): string {
  if (!path.startsWith('#')) return path;
  const name = names[path];
  if (name === undefined) throw new UnsupportedExpression(`${path} is not defined`);
  return name;
}

/** The value that `:name` means. */
export function substituteOf(name: string, values: Substitutes['values']): AttributeValue {
  const value = values[name];
  if (value === undefined) throw new UnsupportedExpression(`${name} is not defined`);
  return value;
}

/** Negative, zero or positive as DynamoDB sorts two texts or two numbers; undefined for what cannot be compared. */
export function orderOf(
  one: AttributeValue | undefined,
  other: AttributeValue | undefined,
): number | undefined {
  if (one?.N !== undefined && other?.N !== undefined) return Number(one.N) - Number(other.N);
  if (one?.S !== undefined && other?.S !== undefined) {
    return one.S === other.S ? 0 : Buffer.compare(Buffer.from(one.S), Buffer.from(other.S));
  }
  if (one === undefined || other === undefined) return undefined;
  if (Object.keys(one)[0] !== Object.keys(other)[0]) return undefined;
  throw new UnsupportedExpression('Only texts and numbers are compared');
}
