import type * as z from 'zod';

/** An answer of Slack's that is not `ok`: `code` is its `error`, such as `channel_not_found`. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  /** Lines of explanation, as Slack puts them into `response_metadata.messages`. */
  readonly explanations: readonly string[];

  constructor(code: string, explanations: readonly string[] = []) {
    super([code, ...explanations].join(' '));
    this.code = code;
    this.explanations = explanations;
  }
}

/** Slack takes no more for the moment; the caller is to wait this many seconds. */
export class SlackRateLimited extends SlackError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('ratelimited');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Parses an argument; throws `code` with Slack's way of pointing at what is wrong. */
export function parseArgument<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { code, at }: { code: string; at: string },
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const explanations = parsed.error.issues.map(
    ({ message, path }) => `[ERROR] ${message} [json-pointer:${[at, ...path.map(String)].join('/')}]`,
  );
  throw new SlackError(code, explanations);
}
