import * as z from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { requestIdTag } from '../plan.ts';
import { type FieldProblem, pointerTo } from '../problem.ts';
import { claimsToBeOurs } from '../request-types/own-tag-keys.ts';
import type { PlanContext } from '../request-types/request-type.ts';
import { submittedField } from '../request-types/submitted.ts';
import { textOfAtMost } from '../request-types/text.ts';

/** How one API spells and limits the tags of what it creates. */
export interface TagStyle {
  readonly field: 'Tags' | 'tags';
  readonly key: 'Key' | 'key';
  readonly value: 'Value' | 'value';
  /** Keys that differ only in case are the same key (IAM: "Tag keys are case insensitive"). */
  readonly keysIgnoreCase: boolean;
}

/** IAM roles and policies. Policy keys are case-sensitive in AWS's documentation; refusing doubles there is our own rule. */
export const iamTags = { field: 'Tags', key: 'Key', value: 'Value', keysIgnoreCase: true } as const;
/** RAM and Roles Anywhere. */
export const lowerCaseTags = { field: 'tags', key: 'key', value: 'value', keysIgnoreCase: false } as const;

/** The characters AWS takes in tags of most services, IAM's model among them. */
export const generalTagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** What a tag's key and value may be: 1 to 128 and 0 to 256 characters (IAM and Roles Anywhere models). */
export function tagTexts(pattern: RegExp, characters: string) {
  const key = textOfAtMost(128).min(1).regex(pattern, `A tag key holds ${characters} only.`);
  const value = textOfAtMost(256).regex(pattern, `A tag value holds ${characters} only.`);
  return {
    key: key.describe('1 to 128 characters; not starting with aws: or countersign:.'),
    value: value.describe('0 to 256 characters; not starting with aws:.'),
  };
}

/** A list of tags that leaves room for the one by which Countersign finds its own resources. */
export function tagList<Tag extends z.ZodType>(tag: Tag, limit: number) {
  const most = limit - 1;
  return z
    .array(tag)
    .max(most, `At most ${most} tags: AWS takes ${limit}, and one of them is ${requestIdTag}.`)
    .describe(`At most ${most} tags with unique keys; ${requestIdTag} is added.`);
}

/** The tags to send: the requester's, then the request id. */
export function withRequestId(
  tags: readonly JsonObject[] | undefined,
  style: TagStyle,
  requestId: string,
): JsonObject[] {
  return [...(tags ?? []), { [style.key]: requestIdTag, [style.value]: requestId }];
}

/**
 * What schemas cannot say about tags: reserved prefixes, in any case; keys that are there twice; keys that the
 * guardrails do not list. Looks at what was submitted, so that a fault of another kind hides none of these.
 */
export function tagProblems(submitted: unknown, style: TagStyle, context: PlanContext): FieldProblem[] {
  const tags = submittedField(submitted, style.field);
  if (!Array.isArray(tags)) return [];
  const seen = new Set<string>();
  return tags.flatMap((tag: Json, index) => {
    if (!isJsonObject(tag)) return [];
    const pointer = pointerTo(`/parameters/${style.field}`, index);
    const key = Object.hasOwn(tag, style.key) ? tag[style.key] : undefined;
    const value = Object.hasOwn(tag, style.value) ? tag[style.value] : undefined;
    return [
      ...(typeof key === 'string'
        ? keyProblems(key, pointerTo(pointer, style.key), style, context, seen)
        : []),
      ...(typeof value === 'string' ? reservedProblems(value, pointerTo(pointer, style.value)) : []),
    ];
  });
}

function keyProblems(
  key: string,
  pointer: string,
  style: TagStyle,
  { guardrails }: PlanContext,
  seen: Set<string>,
): FieldProblem[] {
  const problems = reservedProblems(key, pointer);
  const same = style.keysIgnoreCase ? key.toLowerCase() : key;
  if (seen.has(same)) problems.push({ pointer, code: 'duplicate', detail: duplicateDetail(style) });
  seen.add(same);
  const allowed = guardrails.allowedTagKeys;
  if (claimsToBeOurs(key)) {
    const detail =
      'Tags that begin with countersign:, or look like it, are set by Countersign alone. Leave this one out.';
    problems.push({ pointer, code: 'guardrail-tag-key', detail });
  } else if (allowed && !allowed.includes(key)) {
    const detail = `The guardrail allowedTagKeys permits: ${allowed.join(', ')}.`;
    problems.push({ pointer, code: 'guardrail-tag-key', detail });
  }
  return problems;
}

function duplicateDetail({ keysIgnoreCase }: TagStyle): string {
  return keysIgnoreCase
    ? 'This key is there already (upper and lower case count as the same). Keep one of them.'
    : 'This key is there already. Keep one of them.';
}

function reservedProblems(text: string, pointer: string): FieldProblem[] {
  if (!text.toLowerCase().startsWith('aws:')) return [];
  return [
    { pointer, code: 'reserved-prefix', detail: 'The prefix aws: is reserved for AWS, in keys and values.' },
  ];
}

/** The tags of a plan, as RAM and Roles Anywhere take them. */
export const plannedLowerCaseTags = z.array(z.strictObject({ key: z.string(), value: z.string() }));
