import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sumLine, sumOf } from '../../../cli/audit/export/sums.ts';
import { exportTo, offline, temporaryFolder } from '../../support/exported.ts';

const { folder, remove } = temporaryFolder();
const numRuns = 50;

/** Everything there is to the two exports, by path. */
const original = new Map<string, Buffer>();

beforeAll(async () => {
  for (const format of ['jsonl', 'csv'] as const) await exportTo(join(folder, format), format);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) original.set(path, readFileSync(path));
  }
});
afterAll(remove);

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** A change to the bytes of a file; `undefined` if it changes nothing. */
const edit: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  fc.tuple(fraction, fc.integer({ min: 1, max: 255 })).map(([place, mask]) => (bytes: Buffer) => {
    const index = Math.floor(place * bytes.length);
    const changed = Buffer.from(bytes);
    changed[index] = (bytes[index] ?? 0) ^ mask;
    return changed;
  }),
  fc.tuple(fraction, fc.integer({ min: 1, max: 3000 })).map(([place, length]) => (bytes: Buffer) => {
    const index = Math.floor(place * bytes.length);
    return Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + length)]);
  }),
  fc
    .tuple(fraction, fc.uint8Array({ minLength: 1, maxLength: 40 }))
    .map(([place, more]) => (bytes: Buffer) => {
      const index = Math.floor(place * bytes.length);
      return Buffer.concat([bytes.subarray(0, index), more, bytes.subarray(index)]);
    }),
  fc.tuple(fraction, fraction).map(([one, other]) => (bytes: Buffer) => {
    const lines = linesOf(bytes);
    const [first, second] = [one, other].map((place) => Math.floor(place * lines.length));
    const swapped = lines.map((line, index) =>
      index === first ? (lines[second ?? 0] ?? line) : index === second ? (lines[first ?? 0] ?? line) : line,
    );
    return Buffer.from(swapped.join(''), 'latin1');
  }),
  fraction.map((place) => (bytes: Buffer) => {
    const lines = linesOf(bytes);
    const index = Math.floor(place * lines.length);
    return Buffer.from([...lines.slice(0, index), lines[index], ...lines.slice(index)].join(''), 'latin1');
  }),
);

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

const file = fraction.map((place) => [...original.keys()].sort()[Math.floor(place * original.size)] ?? '');
const formatOf = (path: string) => path.slice(folder.length + 1).split('/')[0] ?? '';

/** What is found while a file is not what it was. */
async function codesWhile(path: string, change: () => void | Promise<void>): Promise<string[]> {
  try {
    await change();
    return (await offline(join(folder, formatOf(path)))).codes;
  } finally {
    writeFileSync(path, original.get(path) ?? '');
  }
}

describe('any single change to an export is found:', () => {
  test('to the bytes of a file', async () => {
    await fc.assert(
      fc.asyncProperty(file, edit, async (path, change) => {
        const before = original.get(path) ?? Buffer.alloc(0);
        const after = change(before);
        fc.pre(!after.equals(before));
        expect(await codesWhile(path, () => writeFileSync(path, after))).not.toEqual([]);
      }),
      { numRuns },
    );
  });

  test('a file that was removed, or is there twice', async () => {
    for (const path of original.keys()) {
      expect(await codesWhile(path, () => rmSync(path))).not.toEqual([]);
      const twin = path.replace(/\.?[^./]*$/, '-twin$&');
      const codes = await codesWhile(path, () => copyFileSync(path, twin)).finally(() => rmSync(twin));
      expect(codes).not.toEqual([]);
    }
  });

  test('to the lines of events, to a digest or its signature, even if the sums are made to fit', async () => {
    const proven = file.filter((path) => /\/jsonl\/(events|digests)\//.test(path));
    await fc.assert(
      fc.asyncProperty(proven, edit, async (path, change) => {
        const before = original.get(path) ?? Buffer.alloc(0);
        const after = change(before);
        // The end of the last line is of no event.
        fc.pre(after.toString('latin1').replace(/\n$/, '') !== before.toString('latin1').replace(/\n$/, ''));
        const sums = join(folder, 'jsonl', 'SHA256SUMS');
        const codes = await codesWhile(path, async () => {
          writeFileSync(path, after);
          const name = path.slice(join(folder, 'jsonl').length + 1);
          const lines = linesOf(original.get(sums) ?? Buffer.alloc(0));
          const line = sumLine(await sumOf(path), name);
          writeFileSync(sums, lines.map((each) => (each.endsWith(`  ${name}\n`) ? line : each)).join(''));
        }).finally(() => writeFileSync(sums, original.get(sums) ?? ''));
        expect(
          codes.filter((code) => !code.startsWith('sums') && !code.startsWith('file-altered')),
        ).not.toEqual([]);
      }),
      { numRuns },
    );
  });
});
