import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const document = readFileSync('docs/threat-model.md', 'utf8');
/** Rows of the tables that end in what shows them. */
const tables = document.split('\n\n').filter((part) => /\| shown by \|$/m.test(part));
const rows = tables.flatMap((table) =>
  table
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.endsWith('| shown by |')),
);

test('the threat model has threats', () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)('each names a test that there is: %s', (row) => {
  const [, file = '', title = ''] = /`(test\/[^`]+)` “(.+)” \|$/.exec(row) ?? [];
  expect([file, existsSync(file)]).toEqual([expect.stringMatching(/\.ts$/), true]);
  expect(readFileSync(file, 'utf8').replaceAll("\\'", "'")).toContain(title);
});
