import { setTimeout } from 'node:timers/promises';

/** Something that did not happen in time. */
export class NeverHappened extends Error {
  override readonly name = 'NeverHappened';
}

/**
 * Looks again and again until there is something to see, ever less often: a look costs a function's invocation. Throws
 * NeverHappened after `seconds`.
 */
export async function eventually<Seen>(
  what: string,
  look: () => Promise<Seen | undefined | false>,
  seconds = 20,
): Promise<Seen> {
  const until = Date.now() + seconds * 1000;
  for (let pause = 40; ; pause = Math.min(pause * 1.5, 250)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > until) throw new NeverHappened(`Waited ${seconds} s for ${what}`);
    await setTimeout(pause);
  }
}
