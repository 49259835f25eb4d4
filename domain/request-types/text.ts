import * as z from 'zod';

/**
 * A string of at most so many characters. AWS's models count Unicode characters, so an emoji is one here, while
 * JavaScript's length, and with it zod's `max`, counts it as two.
 */
export function textOfAtMost(most: number) {
  return z
    .string()
    .refine((text) => text.length <= most || [...text].length <= most, {
      params: { code: 'too-long' },
      error: `Must have at most ${most} characters.`,
    })
    .meta({ maxLength: most });
}

/**
 * IAM answers in XML 1.0, which cannot carry other control characters, half surrogate pairs, U+FFFE or U+FFFF:
 * with one of them a resource could be created but never be read back.
 */
export const readableText = /^[\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
