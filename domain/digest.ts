import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json } from './json.ts';
import type { PlannedCall } from './plan.ts';
import { requestIdTag } from './plan.ts';

/** Canonical JSON of a value (RFC 8785). Throws on lone surrogates, NaN and infinities. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only a JSON value has a canonical form');
  return text;
}

/** Lower-case hex SHA-256 of the UTF-8 bytes of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * What approvers approve: `sha256:` and the SHA-256 over the canonical JSON of the plan, without what
 * identifies the request itself (the `countersign:request-id` tag, `clientToken`), so that two requests
 * for the same thing carry the same digest.
 */
export function digestOf(plan: readonly PlannedCall[]): string {
  return `sha256:${sha256(canonicalJson(plan.map(anonymous)))}`;
}

/** A planned call without what identifies the request itself. */
export function anonymous(call: PlannedCall): PlannedCall {
  const parameters = Object.entries(call.parameters)
    .filter(([name]) => name !== 'clientToken')
    .map(([name, value]): [string, Json] => [
      name,
      isTagList(name, value) ? value.filter(isRequesters) : value,
    ]);
  return { ...call, parameters: Object.fromEntries(parameters) };
}

function isTagList(name: string, value: Json): value is readonly Json[] {
  return (name === 'Tags' || name === 'tags') && Array.isArray(value);
}

function isRequesters(tag: Json): boolean {
  if (typeof tag !== 'object' || tag === null || !('Key' in tag || 'key' in tag)) return true;
  return ('Key' in tag ? tag.Key : tag.key) !== requestIdTag;
}
