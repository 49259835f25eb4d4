import { setTimeout } from 'node:timers/promises';

/** Something that did not happen in time. */
export class NeverHappened extends Error {
  override readonly name = 'NeverHappened';
}

/** Looks again and again until there is something to see; throws NeverHappened after `seconds`. */
export async function eventually<Seen>(
  what: string,
  look: () => Promise<Seen | undefined | false>,
  seconds = 20,
): Promise<Seen> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > until) throw new NeverHappened(`Waited ${seconds} s for ${what}`);
    await setTimeout(40);
  }
}
