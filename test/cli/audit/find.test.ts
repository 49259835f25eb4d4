import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { findRows } from '../../../cli/audit/commands/find.ts';
import { ExportArchive } from '../../../cli/audit/export/export-archive.ts';
import { type FoundFormat, printFound } from '../../../cli/audit/find/print-found.ts';
import { type RequestRow, requestColumns } from '../../../cli/audit/find/request-row.ts';
import { exportTo, temporaryFolder } from '../../support/exported.ts';
import { Page } from '../../support/page.ts';
import { t } from '../../support/trails.ts';

const { folder, remove } = temporaryFolder();
let rows: RequestRow[];
beforeAll(async () => {
  const directory = join(folder, 'export');
  await exportTo(directory, 'jsonl');
  rows = await findRows(await ExportArchive.open(directory), {}, () => undefined);
});
afterAll(remove);

function printed(some: readonly RequestRow[], format: FoundFormat, isTTY = false) {
  const [out, err] = [Object.assign(new Page(), { isTTY }), new Page()];
  printFound(some, format, { out, err });
  return { out: out.text, err: err.text };
}

describe('what is found in the archive', () => {
  test('comes newest first, also of those that were archived in the same hour', () => {
    expect(rows.map(({ id, createdAt }) => [id, createdAt])).toEqual([
      ['cat', t(200)],
      ['ben', t(10)],
      ['ann', t(5)],
    ]);
  });

  test('stands in columns, with a header on a terminal and without one in a pipe', () => {
    const lines = printed(rows, 'text').out.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(new RegExp(`^${t(200)} {2}\\w+ +iam-role +cat .*approve by bob \\(U0BOB\\)`));
    const [header = '', ...more] = printed(rows, 'text', true).out.trimEnd().split('\n');
    expect(header).toMatch(/submitted +status +type +request +name +requester +decisions +resource/);
    expect(more).toHaveLength(3);
  });

  test('is told in a sentence where there is nothing, beside the output', () => {
    for (const format of ['text', 'csv', 'json'] as const) {
      expect(printed([], format).err).toBe('No request in the archive fits.\n');
    }
    expect(printed([], 'text', true).out).toBe('');
    expect(JSON.parse(printed([], 'json').out)).toEqual([]);
  });

  test('is the same as CSV and as JSON', () => {
    expect(JSON.parse(printed(rows, 'json').out)).toEqual(rows);
    const [header, ...cells] = parse(printed(rows, 'csv').out);
    expect(header).toEqual(requestColumns);
    expect(cells.map(([, , , id]) => id)).toEqual(['cat', 'ben', 'ann']);
  });

  test.each(['=1+1', '+1', '-1', '@a', '\t=1'])('is no formula in a spreadsheet: %j', (requesterName) => {
    const [first] = rows;
    const csv = printed(first ? [{ ...first, requesterName }] : [], 'csv').out;
    expect(parse(csv)[1]).toContain(`'${requesterName}`);
  });
});
