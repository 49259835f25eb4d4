import type { Log as Logging } from '../../lambdas/log.ts';

/** What handlers say, and what each error they log would print. */
export class Log implements Logging {
  readonly lines: string[];
  readonly #requestId: string | undefined;

  constructor(lines: string[] = [], requestId?: string) {
    this.lines = lines;
    this.#requestId = requestId;
  }

  readonly info: Logging['info'] = (...words) => this.#write('info', words);
  readonly warn: Logging['warn'] = (...words) => this.#write('warn', words);
  readonly error: Logging['error'] = (...words) => this.#write('error', words);
  readonly about: Logging['about'] = (requestId) => new Log(this.lines, requestId);

  #write(level: string, words: unknown[]): void {
    const about = this.#requestId === undefined ? [] : [{ requestId: this.#requestId }];
    this.lines.push(`${level} ${JSON.stringify([...words, ...about], spelledOut)}`);
  }
}

function spelledOut(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}
