import type { WireRequest } from '../wire/http.ts';
import { SlackError } from './slack-error.ts';

/** Arguments that a form carries as JSON, and what Slack answers if they are none. */
const jsonArguments: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  view: 'invalid_arguments',
  attachments: 'invalid_attachments',
  metadata: 'invalid_metadata_format',
};

/**
 * A method's arguments, from a form (where structures are JSON text) or a JSON body, and the token, from the
 * `Authorization` header or the form. Throws `SlackError`.
 */
export function decodeArguments({ headers, body }: WireRequest): {
  token: string | undefined;
  input: object;
} {
  const text = body.toString('utf8');
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const { token: given, ...input } = isForm ? fromForm(text) : fromJson(text);
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  return { token: bearer ?? (typeof given === 'string' ? given : undefined), input };
}

function fromForm(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, decode(name, value)]),
  );
}

function decode(name: string, value: string): unknown {
  const code = Object.hasOwn(jsonArguments, name) ? jsonArguments[name] : undefined;
  return code === undefined ? value : parseJson(value, code);
}

function fromJson(body: string): Record<string, unknown> {
  const parsed = body === '' ? {} : parseJson(body, 'invalid_json');
  if (typeof parsed !== 'object' || parsed === null) throw new SlackError('json_not_object');
  return { ...parsed };
}

function parseJson(text: string, code: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackError(code);
  }
}
