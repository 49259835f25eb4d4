import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Archive } from '../../../cli/audit/archive/archive.ts';
import { bytesOf } from '../../../cli/audit/export/csv.ts';
import { ExportArchive, NoExport } from '../../../cli/audit/export/export-archive.ts';
import { sumLine } from '../../../cli/audit/export/sums.ts';
import { makeTables } from '../../../cli/audit/tables/make-tables.ts';
import { sha256Of } from '../../../cli/audit/verify/digest-reading.ts';
import { canonicalJson, sha256 } from '../../../domain/digest.ts';
import type { Draft } from '../../../domain/trail/events.ts';
import { chainOf } from '../../support/audit-bucket.ts';
import { drafts, trusted } from '../../support/audited.ts';
import { exportTo, offline, temporaryFolder } from '../../support/exported.ts';
import { asOldCsv, rowOf } from '../../support/old-csv.ts';
import { submitted, submittedDetail, t, validated } from '../../support/trails.ts';

const { folder, remove } = temporaryFolder();
const whole = join(folder, 'jsonl');
const tabled = join(folder, 'csv');
let copies = 0;

beforeAll(async () => {
  await exportTo(whole, 'jsonl');
  await exportTo(tabled, 'csv');
  asOldCsv(whole, join(folder, 'old'));
  resum(join(folder, 'old'));
});
afterAll(remove);

const stamp = (minute: number) => t(minute).replaceAll(/[-:]/g, '');

/** The rows of a table of an export. */
function table(directory: string, name: string): Record<string, string>[] {
  const rows = parse(readFileSync(join(directory, name)), { columns: true, bom: true });
  return z.array(z.record(z.string(), z.string())).parse(rows);
}

/** What is found in a copy of an export to which something was done. */
async function findingsAfter(change: (copy: string) => void, original = whole): Promise<string[]> {
  const copy = join(folder, `copy-${++copies}`);
  cpSync(original, copy, { recursive: true });
  change(copy);
  return (await offline(copy)).codes;
}

/** Changes the lines of a file, and the sums so that they fit. */
function rewrite(copy: string, name: string, change: (lines: string[]) => string[]): void {
  const lines = readFileSync(join(copy, name), 'utf8').trimEnd().split('\n');
  writeFileSync(join(copy, name), `${change(lines).join('\n')}\n`);
  resum(copy);
}

function resum(copy: string): void {
  const names = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
    .map(({ parentPath, name }) => join(parentPath, name).slice(copy.length + 1))
    .sort();
  const lines = names.map((name) => sumLine(sha256Of(readFileSync(join(copy, name))), name));
  writeFileSync(join(copy, 'SHA256SUMS'), lines.join(''));
}

/** Whether these programs are there to be run. */
function hasAll(programs: readonly string[]): boolean {
  const paths = (process.env.PATH ?? '').split(delimiter);
  return programs.every((program) => paths.some((path) => existsSync(join(path, program))));
}

describe('an export', () => {
  test.each(['jsonl', 'csv', 'old'])('as %s is sound, and proves what the bucket does', async (format) => {
    expect(await offline(join(folder, format))).toMatchObject({
      codes: [],
      proof: { requests: 3, events: 13, digests: 4, from: t(0), to: t(240), uncovered: 1, begunBefore: 0 },
    });
  });

  test('has the files that its description names', () => {
    const names = readdirSync(whole, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.|SUMS/.test(name),
    );
    const digests = [0, 60, 120, 180].flatMap((minute) => [
      `digests/${stamp(minute)}.json`,
      `digests/${stamp(minute)}.json.sig`,
    ]);
    const events = [0, 60, 180].map((minute) => `events/${stamp(minute)}.jsonl`);
    const others = ['SHA256SUMS', 'public-key.pem', 'uncovered.jsonl'];
    expect(names.sort()).toEqual([...digests, ...events, ...others].sort());
  });

  test('as csv has besides two tables a month, with a row a request and a row an event, oldest first', () => {
    const names = readdirSync(tabled).filter((name) => name.endsWith('.csv'));
    expect(names).toEqual(['events-2026-11.csv', 'requests-2026-11.csv']);
    const [events, requests] = names.map((name) => table(tabled, name));
    expect(requests).toMatchObject([
      {
        date: '2026-11-02',
        createdAt: t(5),
        id: 'ann',
        status: 'created',
        decisions: 'approve by bob (U0BOB)',
      },
      { id: 'ben', status: 'approved', counted: '1', required: '1', risk: 'low', name: 'payments-deploy' },
      { id: 'cat', status: 'created', resourceArn: expect.stringContaining(':role/') },
    ]);
    expect(events?.map(({ requestId, seq }) => `${requestId} ${seq}`)).toEqual([
      ...['ann 1', 'ann 2', 'ann 3', 'ben 1', 'ben 2', 'ben 3', 'ann 4', 'ann 5', 'ben 4'],
      ...['cat 1', 'cat 2', 'cat 3', 'cat 4', 'cat 5'].slice(0, 5),
    ]);
    expect(events?.[8]).toMatchObject({
      ...{ date: '2026-11-02', at: t(190), event: 'approval.granted', actorId: 'U0BOB', actorName: 'bob' },
      ...{ requestType: 'iam-role', name: 'payments-deploy', account: '111122223333' },
      what: expect.stringMatching(/^approved sha256:.+; 1 of 1: that is enough$/),
    });
  });

  test('of a part of the time holds the digests that reach into it, and says what began before', async () => {
    const part = join(folder, 'part');
    await exportTo(part, 'jsonl', { from: t(61), to: t(185) });
    expect(await offline(part)).toMatchObject({
      codes: [],
      proof: { requests: 3, digests: 3, from: t(60), to: t(240), begunBefore: 2 },
    });
    const middle = join(folder, 'middle');
    await exportTo(middle, 'jsonl', { from: t(60), to: t(180) });
    expect((await offline(middle)).proof).toMatchObject({
      digests: 2,
      from: t(60),
      to: t(180),
      uncovered: 0,
    });
  });

  test('does not go into a folder that is in use; a folder without one is none', async () => {
    await expect(exportTo(whole, 'jsonl')).rejects.toThrow('is not empty');
    await expect(ExportArchive.open(folder)).rejects.toThrow(NoExport);
  });

  const needed = 'bash, openssl, jq and sha256sum';
  const byHand = hasAll(needed.split(/, | and /)) ? test : test.skip;
  byHand(`can be checked by hand, with ${needed} and the commands that the documentation names`, () => {
    const documentation = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8');
    const [, commands = ''] = /## By hand[\s\S]*?```sh\n([\s\S]*?)```/.exec(documentation) ?? [];
    const run = (cwd: string) =>
      execFileSync('bash', ['-c', commands.replace('REQUEST', 'ann')], {
        cwd,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    const said = run(whole);
    expect(said.match(/^Verified OK$/gm)).toHaveLength(4);
    expect(said).toContain(`${trusted[0]?.fingerprint}  -\n`);
    expect(said.match(/"seq"/g)).toHaveLength(5);
    expect(said).toContain(`${chainOf('ann', drafts.ann)[0]?.hash}  -\n`);
    expect(said).not.toMatch(/does not follow|not what was archived/);
    const copy = join(folder, 'by-hand');
    cpSync(whole, copy, { recursive: true });
    rmSync(join(copy, `digests/${stamp(60)}.json`));
    rewrite(copy, `events/${stamp(0)}.jsonl`, (lines) => lines.slice(1));
    expect(run(copy)).toMatch(/does not follow[\s\S]*not what was archived/);
  });
});

describe('in an export whose sums were made to fit', () => {
  const events = `events/${stamp(0)}.jsonl`;

  test('an event that was changed, dropped, repeated, moved or added is named', async () => {
    const where = (seq: number) =>
      `request ann, event ${seq} (trail/20261102T09Z/ann/${seq}.json, digests/${stamp(0)}.json)`;
    const afterwards = (change: (lines: string[]) => string[]) =>
      findingsAfter((copy) => rewrite(copy, events, change));
    expect(await afterwards(([first = '', ...more]) => [first.replace('alice', 'chloe'), ...more])).toEqual([
      `object-altered ${where(1)}`,
    ]);
    expect(await afterwards(([, ...more]) => more)).toEqual([`object-missing ${where(1)}`]);
    expect(await afterwards((lines) => [...lines, lines[0] ?? ''])).toEqual([
      `line-repeated ${events}, line 7`,
    ]);
    expect(await afterwards(([first = '', second = '', ...more]) => [second, first, ...more])).toEqual([
      `line-order ${events}, line 2`,
    ]);
    expect(await afterwards((lines) => [...lines, '{}'])).toEqual([`line-extra ${events}, line 7`]);
  });

  test('files of events, digests and signatures that were taken away are named', async () => {
    const without = (name: string, original = whole) =>
      findingsAfter((copy) => {
        rmSync(join(copy, name));
        resum(copy);
      }, original);
    const key = `digests/${stamp(60)}.json`;
    const file = `events/${stamp(60)}`;
    expect(await without(`${file}.jsonl`)).toContain(`file-missing ${file}.jsonl`);
    expect(await without(`${file}.csv`, join(folder, 'old'))).toContain(`file-missing ${file}.csv`);
    expect(await without(`${key}.sig`)).toEqual([`digest-signature ${key}`, `digest-replaced ${key}`]);
    expect(await without(key)).toEqual(
      expect.arrayContaining([`digest-missing ${key}`, `file-extra ${key}.sig`, `file-extra ${file}.jsonl`]),
    );
  });

  test.each(['events-2026-11.csv', 'requests-2026-11.csv'])(
    'a table that is not what the events make, or is not there, is named: %s',
    async (name) => {
      const changed = await findingsAfter(
        (copy) => rewrite(copy, name, (lines) => lines.map((line) => line.replace('bob', 'eve'))),
        tabled,
      );
      expect(changed).toEqual([`file-altered ${name}`]);
      const without = await findingsAfter((copy) => {
        rmSync(join(copy, name));
        resum(copy);
      }, tabled);
      expect(without).toEqual([`file-missing ${name}`]);
      const more = await findingsAfter((copy) => {
        cpSync(join(copy, name), join(copy, name.replace('11', '12')));
        resum(copy);
      }, tabled);
      expect(more).toEqual([`file-extra ${name.replace('11', '12')}`]);
    },
  );

  test('a cell of the CSV of 0.2.0 that was changed is named, and CSV that is none', async () => {
    const changed = (change: (lines: string[]) => string[]) =>
      findingsAfter((copy) => rewrite(copy, `events/${stamp(60)}.csv`, change), join(folder, 'old'));
    const where = `request ann, event 4 (trail/20261102T10Z/ann/4.json, digests/${stamp(60)}.json)`;
    const eve = ([head = '', first = '', ...more]: string[]) => [
      head,
      first.replace('U0BOB', 'U0EVE'),
      ...more,
    ];
    expect(await changed(eve)).toEqual([`object-altered ${where}`]);
    expect(await changed((lines) => [...lines, '"'])).toContain(`file-unreadable events/${stamp(60)}.csv`);
  });

  test('an event that no digest lists yet must still be of its own hash', async () => {
    const changed = await findingsAfter((copy) =>
      rewrite(copy, 'uncovered.jsonl', (lines) =>
        lines.map((line) => line.replace('CreateRole', 'DropRole')),
      ),
    );
    expect(changed).toEqual(['event-hash archived since the newest digest, object 1: request cat, event 5']);
  });
});

/** An event made anew by somebody who knows how events are hashed. */
function forged(line: string, change: object): string {
  const { hash: _hash, ...event } = JSON.parse(line);
  const changed = { ...event, ...change };
  return canonicalJson({ ...changed, hash: sha256(canonicalJson(changed)) });
}

describe('what no digest lists yet may not contradict what is signed', () => {
  const signed = () => readFileSync(join(whole, `events/${stamp(60)}.jsonl`), 'utf8').split('\n')[0] ?? '';
  const findingsWith = (...lines: string[]) =>
    findingsAfter((copy) => rewrite(copy, 'uncovered.jsonl', (before) => [...before, ...lines]));
  const where = 'archived since the newest digest, object 2: request ann, event';

  test('with another event in the place of a signed one', async () => {
    const line = forged(signed(), { actor: { kind: 'slack', id: 'U0EVE' } });
    expect(await findingsWith(line)).toEqual([`uncovered-contradicts ${where} 4`]);
  });

  test('with an event that follows another one than the signed', async () => {
    const line = forged(signed(), { seq: 6, previousHash: 'ab'.repeat(32) });
    expect(await findingsWith(line)).toEqual([`uncovered-contradicts ${where} 6`]);
  });

  test('but may repeat it, and go on from it', async () => {
    expect(await findingsWith(signed())).toEqual([]);
  });
});

describe('a row of CSV', () => {
  test('gives back the bytes of any object', () => {
    const actor = { ...submitted().actor, name: '=HYPERLINK("x")' };
    const objects = [
      ...chainOf('ann', drafts.ann),
      ...chainOf('eve', [{ ...submitted(), actor }]),
      { eventName: 'REMOVE', at: t(0) },
    ].map((object) => Buffer.from(canonicalJson(object)));
    for (const bytes of [...objects, Buffer.from('no JSON')]) {
      expect(bytesOf(rowOf(bytes)).toString()).toBe(bytes.toString());
    }
  });
});

describe('the tables', () => {
  const textsOf = async (...drafts: Draft[]) => {
    const bytes = chainOf('eve', drafts).map((event) => Buffer.from(canonicalJson(event)));
    const texts = new Map<string, string>();
    await makeTables(new Unsigned(bytes), (name, text) => {
      texts.set(name, (texts.get(name) ?? '') + text);
    });
    return texts;
  };

  test.each(['=1+1', '+1', '-1', '@a', '\t=1', '\r=1'])('hold no formula: %j', async (name) => {
    const justification = `${name} for the tests`;
    const actor = { kind: 'slack', id: name, name } as const;
    const detail = { ...submittedDetail(), justification };
    const texts = await textsOf({ type: 'request.submitted', at: t(0), actor, detail });
    const [events, requests] = [...texts.values()].map((text) => parse(text, { bom: true }));
    expect(events?.[1]).toEqual(expect.arrayContaining([`'${name}`]));
    expect(requests?.[1]).toEqual(expect.arrayContaining([`'${name}`, `'${justification}`]));
    for (const cell of [...(events?.[1] ?? []), ...(requests?.[1] ?? [])]) {
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
  });

  test('have a request in the month of its submission, and an event in its own', async () => {
    const late = { ...submitted(), at: '2026-11-30T23:59:59.000Z' };
    const texts = await textsOf(late, { ...validated(), at: '2026-12-01T00:00:01.000Z' });
    expect([...texts.keys()]).toEqual(['events-2026-11.csv', 'events-2026-12.csv', 'requests-2026-11.csv']);
    for (const text of texts.values()) expect(text.trimEnd().split('\n')).toHaveLength(2);
  });
});

/** An archive of which no digest lists anything yet. */
class Unsigned implements Archive {
  readonly bucket = undefined;
  readonly whole = false;
  readonly #objects: Buffer[];

  constructor(objects: Buffer[]) {
    this.#objects = objects;
  }

  async digestKeys(): Promise<string[]> {
    return [];
  }

  async digest(): Promise<undefined> {}

  async *objects(): AsyncGenerator<never> {}

  async *uncovered(): AsyncGenerator<Buffer> {
    yield* this.#objects;
  }
}
