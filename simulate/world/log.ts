import type { Surroundings } from './functions.ts';

/** What the functions logged, as text, so that it can be searched for what must not be there. */
export class Log {
  readonly lines: string[] = [];

  /** The logger of one function. */
  of(name: string): Surroundings['log'] {
    const write =
      (level: string) =>
      (...words: unknown[]) =>
        void this.lines.push(JSON.stringify([name, level, ...words], plain));
    return { info: write('info'), warn: write('warn'), error: write('error') };
  }
}

/** Errors have nothing enumerable, and are logged with their words. */
function plain(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { ...value, name: value.name, message: value.message, stack: value.stack, cause: value.cause };
}
