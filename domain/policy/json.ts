/** What `JSON.parse` can return. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements of a list, or the one value that may stand for a list of one; nothing for a missing value. */
export function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The strings among the elements of a list, or of the one value that may stand for it. */
export function stringsOf(value: JsonValue | undefined): string[] {
  return listOf(value).filter((element) => typeof element === 'string');
}

/** An object's own property; `undefined` for what it inherits (`constructor`, `__proto__`) and for a non-object. */
export function ownProperty(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
