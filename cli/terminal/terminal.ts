import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { spelledOut } from '../../domain/text/misleading-text.ts';

/** Where a command writes: what it was asked for to `out`, what else there is to say to `err`. */
export interface Terminal {
  out: Stream;
  err: Stream;
}

export type Stream = Writable & { isTTY?: boolean };

export type Style = Parameters<typeof styleText>[0];

/** Writes a line of what was asked for. Text that people wrote cannot move the cursor, or hide other text. */
export function print({ out }: Terminal, text: string, style?: Style): void {
  out.write(`${styled(printable(text), out, style)}\n`);
}

/** Writes a line beside what was asked for. */
export function note({ err }: Terminal, text: string): void {
  err.write(`${styled(printable(text), err, 'dim')}\n`);
}

/** Text in one line, in which control characters and invisible ones are spelt out. */
function printable(text: string): string {
  return spelledOut(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** Text in a style, where a stream shows colours: a terminal, and no NO_COLOR. */
export function styled(text: string, stream: Stream, style: Style | undefined): string {
  return style === undefined ? text : styleText(style, text, { stream });
}

/** Writes JSON: laid out on a terminal, in one line elsewhere. What misleads is written as JSON escapes it. */
export function writeJson({ out }: Terminal, value: unknown): void {
  out.write(`${spelledOut(JSON.stringify(value, undefined, out.isTTY === true ? 2 : undefined))}\n`);
}
