/** One thing wrong with a submitted body, as it stands in the `errors` of a 422 answer (RFC 9457). */
export interface FieldProblem {
  /** JSON pointer (RFC 6901) to the offending value, also when it is missing. */
  pointer: string;
  /** A stable, machine-readable name in kebab-case. */
  code: string;
  /** What is wrong and what to do about it. */
  detail: string;
}

/** Appends reference tokens to a JSON pointer, escaping `~` and `/` (RFC 6901, section 3). */
export function pointerTo(base: string, ...tokens: (string | number)[]): string {
  return tokens.reduce<string>(
    (pointer, token) => `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    base,
  );
}
