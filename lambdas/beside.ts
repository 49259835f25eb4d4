import { readFileSync } from 'node:fs';
import type * as z from 'zod';

/** Reads what lies beside a function's bundle, at the first use. */
export function beside<T>(file: string, schema: z.ZodType<T>): () => T {
  let content: T | undefined;
  return () => {
    content ??= schema.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
    return content;
  };
}
