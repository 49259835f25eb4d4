import { styleText } from 'node:util';
import { SingleBar } from 'cli-progress';
import { spelledOut } from '../../domain/text/misleading-text.ts';

/** Where a command writes: what it was asked for to `out`, what else there is to say to `err`. */
export interface Terminal {
  out: NodeJS.WritableStream & { isTTY?: boolean };
  err: NodeJS.WritableStream & { isTTY?: boolean };
}

type Style = Parameters<typeof styleText>[0];

/** Writes a line of what was asked for. Text that people wrote cannot move the cursor, or hide other text. */
export function print({ out }: Terminal, text: string, style?: Style): void {
  out.write(`${styled(printable(text), out, style)}\n`);
}

/** Writes a line beside what was asked for. */
export function note({ err }: Terminal, text: string): void {
  err.write(`${styled(printable(text), err, 'dim')}\n`);
}

/** How far something is. */
export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** A progress bar, on a terminal only. */
export function progressBar({ err }: Terminal, unit: string): Progress {
  if (!err.isTTY) return { update: () => undefined, stop: () => undefined };
  const format = `{bar} {percentage} % | {value} of {total} ${unit} | {eta_formatted} left`;
  const bar = new SingleBar({ stream: err, format, clearOnComplete: true, hideCursor: true });
  let isStarted = false;
  return {
    update(done, total) {
      if (!isStarted) bar.start(total, 0);
      isStarted = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

/** Text in one line, in which control characters and invisible ones are spelt out. */
function printable(text: string): string {
  return spelledOut(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

function styled(text: string, stream: NodeJS.WritableStream, style: Style | undefined): string {
  return style === undefined ? text : styleText(style, text, { stream });
}
