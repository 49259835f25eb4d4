import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOf,
  ownProperty,
} from '../../../domain/policy/json.ts';

/**
 * A trust policy as IAM keeps it: it reads the document and writes it anew, while it keeps a managed policy as it was
 * sent. Seen: a missing Version becomes `2008-10-17` (ansible-collections/amazon.aws #98, community.aws #115), an
 * account's id its root, a list of one its entry; principals come in another order, each once. Assumed, for the
 * comparison must bear it: scalars of conditions become strings, conditions without a key go.
 */
export function asStored(text: string): string {
  const document = readObject(text);
  const { Version = '2008-10-17', ...others } = document;
  const statements = listOf(ownProperty(document, 'Statement')).map(storedStatement);
  return JSON.stringify({ Version, ...others, Statement: statements });
}

/** The document with the ARN of each role that there is in place of its id. */
export function withArns(text: string, arnOf: (id: string) => string | undefined): string {
  return text.replace(/"(AROA[A-Z0-9]+)"/g, (whole, id: string) => {
    const arn = arnOf(id);
    return arn === undefined ? whole : JSON.stringify(arn);
  });
}

function storedStatement(statement: JsonValue): JsonValue {
  if (!isJsonObject(statement)) return statement;
  return Object.fromEntries(
    Object.entries(statement).flatMap(([name, value]): [string, JsonValue][] => {
      if (name === 'Condition') return storedCondition(value).map((condition) => [name, condition]);
      return [[name, name === 'Principal' ? storedPrincipal(value) : short(value)]];
    }),
  );
}

function storedPrincipal(principal: JsonValue): JsonValue {
  if (!isJsonObject(principal)) return principal;
  return Object.fromEntries(
    Object.entries(principal).map(([kind, value]) => {
      const names = listOf(value).map((name) =>
        kind === 'AWS' && typeof name === 'string' && /^\d{12}$/.test(name) ? rootOf(name) : name,
      );
      return [kind, short([...new Set(names)].reverse())];
    }),
  );
}

function rootOf(id: string): string {
  return `arn:aws:iam::${id}:root`;
}

function storedCondition(condition: JsonValue): JsonObject[] {
  if (!isJsonObject(condition)) return [];
  const operators = Object.entries(condition).flatMap(([operator, keys]): [string, JsonValue][] => {
    const tests = isJsonObject(keys) ? Object.entries(keys) : [];
    const stored = tests.map(([key, value]): [string, JsonValue] => [key, short(listOf(value).map(String))]);
    return stored.length === 0 ? [] : [[operator, Object.fromEntries(stored)]];
  });
  return operators.length === 0 ? [] : [Object.fromEntries(operators)];
}

function short(value: JsonValue): JsonValue {
  const [only, ...more] = Array.isArray(value) ? value : [value];
  return only !== undefined && more.length === 0 ? only : value;
}

function readObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}
