import type { Container } from './container.ts';
import type { FunctionError, InvocationResult } from './messages.ts';

/** How many environments a function may have at once here; Lambda's own limit is the account's. */
const maxContainers = 4;

/** The execution environments of one function: warm ones are used again, busy ones are joined by others up to a limit. */
export class ContainerPool {
  readonly #create: () => Container;
  readonly #waiting: (() => void)[] = [];
  #containers: Container[] = [];

  constructor(create: () => Container) {
    this.#create = create;
  }

  /** Invokes the function with JSON text, waiting for a free environment if need be. Never rejects. */
  invoke(event: string): Promise<InvocationResult> {
    const container = this.#free();
    if (container === undefined) {
      return new Promise((resolve) => this.#waiting.push(() => resolve(this.invoke(event))));
    }
    return container.invoke(event).finally(() => this.#waiting.shift()?.());
  }

  /** Starts an environment ahead of the first invocation. */
  async warm(): Promise<void> {
    await this.#free()?.loaded;
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

  /** An environment that is not busy, a new one if there may be, or none. */
  #free(): Container | undefined {
    this.#containers = this.#living();
    const idle = this.#containers.find(({ isBusy }) => !isBusy);
    if (idle !== undefined || this.#containers.length >= maxContainers) return idle;
    const created = this.#create();
    this.#containers.push(created);
    return created;
  }
}
