import type { Double } from '../../local/doubles/double.ts';
import { ModelledError } from '../../local/doubles/modelled-error.ts';

/** The process that runs an invocation is gone: nothing after the call happens, not even a `catch`. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** `retried`: the answer was lost, and the client itself sent the same call again. */
export type Fault =
  | 'crash-before'
  | 'crash-after'
  | 'drop-response'
  | 'retried'
  | { error: string; status?: number };

/** Where the calls of clients end instead of on a network; a test says what goes wrong on the way. */
export class Desk {
  readonly doubles: Readonly<Record<string, Double>>;
  readonly sent: string[] = [];
  #faults: { operation: string; fault: Fault; times: number }[] = [];
  #crash: ((crash: Crash) => void) | undefined;
  /** What happens right before an operation is served, once: another actor gets in between. */
  readonly #meanwhile: { operation: string; act: () => Promise<unknown> }[] = [];

  constructor(doubles: Readonly<Record<string, Double>>) {
    this.doubles = doubles;
  }

  /** Makes the next calls of an operation such as `iam:CreateRole` go wrong. */
  fail(operation: string, fault: Fault, times = 1): void {
    this.#faults.push({ operation, fault, times });
  }

  /** Makes the second call of an operation go wrong. */
  failSecond(operation: string, fault: Fault): void {
    this.before(operation, async () => this.before(operation, async () => this.fail(operation, fault)));
  }

  heal(): void {
    this.#faults = [];
  }

  before(operation: string, act: () => Promise<unknown>): void {
    this.#meanwhile.push({ operation, act });
  }

  /** Runs an invocation; rejects with Crash if a fault ends its process. */
  invoke<T>(invocation: () => Promise<T>): Promise<T> {
    const crashed = new Promise<never>((_resolve, reject) => {
      this.#crash = reject;
    });
    return Promise.race([invocation(), crashed]);
  }

  async serve(service: string, commandName: string | undefined, input: object) {
    const operation = `${service}:${(commandName ?? '').replace(/Command$/, '')}`;
    this.sent.push(operation);
    await this.#interlude(operation);
    const fault = this.#take(operation);
    if (fault === 'crash-before') return this.#die();
    if (typeof fault === 'object')
      throw asThrown(new ModelledError(fault.error, fault.status ?? 400, fault.error));
    if (fault === 'retried') await this.#call(operation, input);
    const output = await this.#call(operation, input);
    if (fault === 'crash-after') return this.#die();
    if (fault === 'drop-response') throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    return { output: { ...output, $metadata: {} }, response: undefined };
  }

  async #call(operation: string, input: object): Promise<object> {
    const [service = '', name = ''] = operation.split(':');
    const double = this.doubles[service];
    if (!double) throw new Error(`No double of ${service}`);
    try {
      return await double.call(name, input);
    } catch (error) {
      throw error instanceof ModelledError ? asThrown(error) : error;
    }
  }

  async #interlude(operation: string): Promise<void> {
    const index = this.#meanwhile.findIndex((each) => each.operation === operation);
    const [found] = index < 0 ? [] : this.#meanwhile.splice(index, 1);
    await found?.act();
  }

  #take(operation: string): Fault | undefined {
    const found = this.#faults.find((each) => each.operation === operation && each.times > 0);
    if (found) found.times -= 1;
    return found?.fault;
  }

  #die(): Promise<never> {
    this.#crash?.(new Crash('The process is gone'));
    return new Promise(() => {});
  }
}

/** An error as the SDK's clients throw it. */
function asThrown({ name, message, httpStatus, members }: ModelledError): Error {
  return Object.assign(new Error(message), { ...members, name, $metadata: { httpStatusCode: httpStatus } });
}
