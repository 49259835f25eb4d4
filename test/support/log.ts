import type { Context } from '../../lambdas/serve.ts';

/** What handlers say, and what each error they log would print. */
export class Log {
  readonly lines: string[] = [];

  readonly info: Context<'reconcile', object>['log']['info'] = (...words) => this.#write('info', words);
  readonly warn: Context<'reconcile', object>['log']['warn'] = (...words) => this.#write('warn', words);
  readonly error: Context<'reconcile', object>['log']['error'] = (...words) => this.#write('error', words);

  #write(level: string, words: unknown[]): void {
    this.lines.push(`${level} ${JSON.stringify(words, spelledOut)}`);
  }
}

function spelledOut(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}
