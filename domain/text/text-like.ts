import * as z from 'zod';

/** Text that matches a pattern; `what` says in words what that is, wherever something else was written. */
export function textLike(pattern: RegExp, what: string): z.ZodString {
  return z.string().regex(pattern).describe(what);
}
