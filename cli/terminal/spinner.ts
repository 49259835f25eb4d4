import type { Stream } from './terminal.ts';

/** Something that turns while somebody waits. */
export interface Waiting {
  /** Says what is waited for. */
  show(text: string): void;
  /** Clears it, so that a line can be written; `show` brings it back. */
  pause(): void;
}

/** A spinner, on a terminal only. */
export async function spinner(stream: Stream): Promise<Waiting> {
  if (stream.isTTY !== true) return { show: () => undefined, pause: () => undefined };
  const { default: yoctoSpinner } = await import('yocto-spinner');
  const turning = yoctoSpinner({ stream });
  return {
    show(text) {
      turning.text = text;
      if (!turning.isSpinning) turning.start();
    },
    pause: () => turning.stop(),
  };
}
