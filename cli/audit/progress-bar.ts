import { SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal/terminal.ts';

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
