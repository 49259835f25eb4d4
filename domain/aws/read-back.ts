import type { Json, JsonObject } from '../json.ts';

/** What an AWS answer says, as JSON: dates as ISO 8601 text, what is not there left out. */
export function asJson(answer: object): JsonObject {
  return Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]): [string, Json][] => {
      const json = jsonOf(value);
      return json === undefined ? [] : [[name, json]];
    }),
  );
}

function jsonOf(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((element) => jsonOf(element) ?? null);
  return typeof value === 'object' ? asJson(value) : undefined;
}

/** A tag as either spelling has it. */
interface ReadTag {
  Key?: string | undefined;
  Value?: string | undefined;
  key?: string | undefined;
  value?: string | undefined;
}

/** A resource's tags by key. */
export function tagMap(tags: readonly ReadTag[] | undefined): Map<string, string> {
  return new Map((tags ?? []).map((tag) => [tag.Key ?? tag.key ?? '', tag.Value ?? tag.value ?? '']));
}

/** Whether two texts say the same; XML may change white space on the way back, and an absent text is an empty one. */
export function sameText(planned: string | undefined, actual: string | undefined): boolean {
  return plain(planned) === plain(actual);
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** Whether two lists hold the same texts, in any order. */
export function sameMembers(
  planned: readonly string[] | undefined,
  actual: readonly string[] | undefined,
): boolean {
  return [...(planned ?? [])].sort().join('\n') === [...(actual ?? [])].sort().join('\n');
}
