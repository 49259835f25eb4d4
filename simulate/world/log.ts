import type { Surroundings } from './prepared.ts';

/** What the functions logged, as text, so that it can be searched for what must not be there. */
export class Log {
  readonly lines: string[] = [];

  /** The logger of one function, or of its work on one request. */
  of(...names: string[]): Surroundings['log'] {
    const write =
      (level: string) =>
      (...words: unknown[]) =>
        void this.lines.push(JSON.stringify([...names, level, ...words], plain));
    const about = (requestId: string) => this.of(...names, requestId);
    return { info: write('info'), warn: write('warn'), error: write('error'), about };
  }
}

/** Errors have nothing enumerable, and are logged with their words. */
function plain(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { ...value, name: value.name, message: value.message, stack: value.stack, cause: value.cause };
}
