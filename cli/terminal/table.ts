import { inOneLine } from '../../domain/text/misleading-text.ts';
import { type Stream, type Style, styled } from './terminal.ts';

/** Text, and how it looks on a terminal. */
export type Cell = string | { text: string; style: Style | undefined };

/** Columns without lines around them; named on a terminal only, since a program that reads lines counts rows. */
export async function tableText(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  out: Stream,
): Promise<string> {
  if (rows.length === 0) return '';
  const { default: Table } = await import('cli-table3');
  const table = new Table({
    chars: {
      ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
      ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
      ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  if (out.isTTY === true) table.push(header.map((title) => styled(title, out, 'bold')));
  for (const row of rows) table.push(row.map((cell) => cellText(cell, out)));
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** What people wrote cannot style itself, nor begin another row. */
function cellText(cell: Cell, out: Stream): string {
  const { text, style } = typeof cell === 'string' ? { text: cell, style: undefined } : cell;
  return styled(inOneLine(text), out, style);
}
