import type { Json, JsonObject } from '../json.ts';

/** Parameters as submitted, before anybody knows whether they are well formed. */
export function submittedField(parameters: unknown, field: string): Json | undefined {
  return isSubmittedObject(parameters) && Object.hasOwn(parameters, field) ? parameters[field] : undefined;
}

/** A submitted field if it is text. */
export function submittedText(parameters: unknown, field: string): string | undefined {
  const value = submittedField(parameters, field);
  return typeof value === 'string' ? value : undefined;
}

/** The strings of a submitted list, each with its place in it. */
export function submittedTexts(parameters: unknown, field: string): { text: string; index: number }[] {
  const list = submittedField(parameters, field);
  if (!Array.isArray(list)) return [];
  return list.flatMap((text: Json, index) => (typeof text === 'string' ? [{ text, index }] : []));
}

/** Parameters come from `JSON.parse`, so an object among them holds nothing but JSON. */
function isSubmittedObject(parameters: unknown): parameters is JsonObject {
  return typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters);
}
