import type { Container } from './container.ts';
import type { FunctionError, InvocationResult } from './messages.ts';

/** How many environments a function may have at once here; Lambda's own limit is the account's. */
const maxContainers = 4;
/**
 * How long an invocation waits for an environment that is busy before it gets one of its own. Loading one takes longer,
 * and 20 MB; most invocations are over by then.
 */
const patienceMs = 200;

/** The execution environments of one function: warm ones are used again, busy ones are joined by others up to a limit. */
export class ContainerPool {
  readonly #create: () => Container;
  readonly #waiting = new Set<(container: Container) => void>();
  #containers: Container[] = [];

  constructor(create: () => Container) {
    this.#create = create;
  }

  /** Invokes the function with JSON text, waiting for a free environment if need be. Never rejects. */
  async invoke(event: string): Promise<InvocationResult> {
    const container = this.#idle() ?? (this.#living().length === 0 ? this.#add() : await this.#next());
    return container.invoke(event).finally(() => this.#serveNext());
  }

  /** Starts an environment ahead of the first invocation. */
  async warm(): Promise<void> {
    await (this.#idle() ?? (this.#hasRoom() ? this.#add() : undefined))?.loaded;
  }

  /** Ends the environment that holds an access key; does nothing if it is none of these. */
  terminate(accessKeyId: string, error: FunctionError): void {
    const found = this.#living().find((container) => container.accessKeyId === accessKeyId);
    void found?.terminate(error);
  }

  async close(error: FunctionError): Promise<void> {
    await Promise.all(this.#living().map((container) => container.terminate(error)));
  }

  #living(): Container[] {
    return this.#containers.filter(({ isDead }) => !isDead);
  }

  #idle(): Container | undefined {
    return this.#living().find(({ isBusy }) => !isBusy);
  }

  #hasRoom(): boolean {
    return this.#living().length < maxContainers;
  }

  #add(): Container {
    const created = this.#create();
    this.#containers = [...this.#living(), created];
    return created;
  }

  /** The environment that gets free first, or another one if that takes too long and there may be one. */
  #next(): Promise<Container> {
    const { promise, resolve } = Promise.withResolvers<Container>();
    this.#waiting.add(resolve);
    const timer = setTimeout(() => {
      if (this.#hasRoom() && this.#waiting.delete(resolve)) resolve(this.#add());
    }, patienceMs);
    return promise.finally(() => clearTimeout(timer));
  }

  /** Whoever waits longest gets what is free, or one in the place of one that ended. */
  #serveNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) return;
    const container = this.#idle() ?? (this.#hasRoom() ? this.#add() : undefined);
    if (container === undefined) return;
    this.#waiting.delete(next);
    next(container);
  }
}
