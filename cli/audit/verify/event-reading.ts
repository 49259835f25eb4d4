import * as z from 'zod';
import { canonicalJson, sha256 } from '../../../domain/digest.ts';
import { eventSchema } from '../../../domain/trail/events.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const linkSchema = z.object({
  requestId: z.string(),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  previousHash: hash,
  hash,
});

/** What makes an event a link of its chain, whatever else it says. */
export type Link = z.infer<typeof linkSchema>;

const alterationSchema = z.object({ eventName: z.string(), at: z.string() });

/** What an archived object turns out to be. */
export type Reading =
  | { kind: 'event'; link: Link; hashHolds: boolean; problem: string | undefined }
  | { kind: 'alteration'; eventName: string; at: string }
  | { kind: 'unreadable'; why: string };

/** Reads an archived object: an event, or the record of what happened to one in the table. */
export function readObject(bytes: Buffer): Reading {
  const value = jsonOf(bytes);
  const alteration = alterationSchema.safeParse(value);
  if (alteration.success) return { kind: 'alteration', ...alteration.data };
  return readEvent(value);
}

/** Reads an event, whatever version of Countersign wrote it: its place in the chain, and whether its hash holds. */
export function readEvent(value: unknown): Reading {
  const link = linkSchema.safeParse(value);
  if (!link.success) return { kind: 'unreadable', why: reason(link.error) };
  const event = eventSchema.safeParse(value);
  return {
    kind: 'event',
    link: link.data,
    hashHolds: link.data.hash === hashOf(value),
    problem: event.success ? undefined : reason(event.error),
  };
}

/** SHA-256 over the canonical JSON of an event without `hash`, also of one with fields that nobody knows yet. */
function hashOf(value: unknown): string | undefined {
  try {
    return sha256(canonicalJson(Object.assign({}, value, { hash: undefined })));
  } catch {
    return undefined;
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function reason({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.') || 'all of it'}: ${issue.message}` : 'unknown';
}
