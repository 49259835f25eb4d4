import { InvalidArgumentError } from 'commander';
import * as z from 'zod';

const time = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** A time on the command line: a day, which begins at midnight UTC, or ISO 8601 with its offset. */
export function timeOf(text: string): string {
  if (!time.safeParse(text).success) {
    throw new InvalidArgumentError('Write 2026-11-22, or 2026-11-22T09:00:00Z.');
  }
  return new Date(text).toISOString();
}
