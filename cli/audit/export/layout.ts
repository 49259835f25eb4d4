import { digestPrefix } from '../../../domain/audit/archive-keys.ts';

/** How events are written in an export: byte for byte; in 0.2.0 as rows, too, of which the bytes can be made again. */
export const formats = ['jsonl', 'csv'] as const;
export type Format = (typeof formats)[number];

export const sumsFile = 'SHA256SUMS';
export const publicKeyFile = 'public-key.pem';

/** `digests/<stamp>.json`, the same as in the bucket. */
export function stampOf(key: string): string {
  return key.slice(digestPrefix.length, -'.json'.length);
}

export function signatureFile(key: string): string {
  return `${key}.sig`;
}

/** `events/<stamp>.jsonl`: the objects of one digest. */
export function eventsFile(key: string, format: Format): string {
  return `events/${stampOf(key)}.${format}`;
}

export function uncoveredFile(format: Format): string {
  return `uncovered.${format}`;
}
