import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { pastedFault } from '../../domain/text/stray-character.ts';
import type { ApiEvent } from './api-event.ts';
import { Problem } from './problems.ts';
import { header } from './route.ts';

/** 64 KiB: a request is a few kilobytes; policy documents have quotas far below. */
const maxBytes = 64 * 1024;

/** Deeper than any policy document goes (8), far from what recursion could not take. */
const deepest = 32;

/** The raw bytes of a body, exactly as they were sent. */
export function rawBody({ body, isBase64Encoded }: ApiEvent): Buffer {
  return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}

/** The body as a JSON object. Throws Problem for a wrong media type, size, syntax or depth. */
export function jsonBody(event: ApiEvent): JsonObject {
  const mediaType = header(event, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new Problem('not-application-json', 'Send the header `Content-Type: application/json`.');
  }
  const bytes = rawBody(event);
  if (bytes.length > maxBytes) {
    throw new Problem('too-large', `A request is at most ${maxBytes} bytes; this one has ${bytes.length}.`);
  }
  const value = parse(bytes.toString('utf8'));
  if (!isJsonObject(value)) {
    throw new Problem('invalid-fields', 'The body must be a JSON object.', [
      {
        pointer: '',
        code: 'wrong-type',
        detail: 'Send an object with `type`, `justification` and `parameters`.',
      },
    ]);
  }
  return value;
}

function parse(text: string): Json {
  if (maxNesting(text) > deepest) {
    throw new Problem('invalid-fields', 'The body is nested too deeply.', [
      { pointer: '', code: 'too-deep', detail: `Nest objects and arrays at most ${deepest} levels deep.` },
    ]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'It cannot be read.';
    throw new Problem('not-json', `The body is not JSON. ${pastedFault(text) ?? reason}`);
  }
}

/** How deep brackets nest outside strings; counted before parsing, so that no recursion sees a hostile body. */
function maxNesting(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted) {
      depth += steps.get(character) ?? 0;
      most = Math.max(most, depth);
    }
  }
  return most;
}

const steps: ReadonlyMap<string | undefined, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);
