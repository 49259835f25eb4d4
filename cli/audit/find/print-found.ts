import { stringify } from 'csv-stringify/sync';
import { note, print, type Terminal } from '../../terminal/terminal.ts';
import { withoutFormula } from '../formula.ts';
import { type RequestRow, requestColumns } from './request-row.ts';

/** How what was found is written: for people, for a spreadsheet, for a program. */
export const foundFormats = ['text', 'csv', 'json'] as const;
export type FoundFormat = (typeof foundFormats)[number];

/** Writes requests in their order. Says so beside the output where there are none. */
export function printFound(rows: readonly RequestRow[], format: FoundFormat, terminal: Terminal): void {
  switch (format) {
    case 'text':
      printTable(rows, terminal);
      break;
    case 'csv':
      terminal.out.write(csvOf(rows));
      break;
    case 'json':
      terminal.out.write(`${JSON.stringify(rows, undefined, 2)}\n`);
      break;
  }
  if (rows.length === 0) note(terminal, 'No request in the archive fits.');
}

function csvOf(rows: readonly RequestRow[]): string {
  const cast = { string: withoutFormula };
  return stringify([...rows], { header: true, columns: [...requestColumns], cast });
}

const header = ['submitted', 'status', 'type', 'request', 'name', 'requester', 'decisions', 'resource'];

/** Columns of the same width, named on a terminal: a program that reads lines counts requests. */
function printTable(rows: readonly RequestRow[], terminal: Terminal): void {
  const isNamed = terminal.out.isTTY === true && rows.length > 0;
  const lines = rows.map(({ createdAt, status, type, id, name, requester, requesterName, ...row }) => {
    const who = requesterName === '' ? requester : `${requesterName} (${requester})`;
    return [createdAt, status, type, id, name, who, row.decisions, row.resourceArn];
  });
  const widths = header.map((title, column) =>
    [...(isNamed ? [[title]] : []), ...lines.map((line) => [line[column] ?? ''])].reduce(
      (most, [text = '']) => Math.max(most, text.length),
      0,
    ),
  );
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  if (isNamed) print(terminal, lineOf(header), 'bold');
  for (const line of lines) print(terminal, lineOf(line));
}
