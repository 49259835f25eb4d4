import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionError, InvocationResult, WorkerCall, WorkerMessage, WorkerStart } from './messages.ts';

export interface ContainerOptions {
  /** The worker's code. */
  code: URL;
  start: WorkerStart;
  environment: Record<string, string>;
  timeoutSeconds: number;
  onLog: (line: string) => void;
}

/** One execution environment of a function: a worker thread that takes one invocation at a time. */
export class Container {
  readonly accessKeyId: string;
  readonly #worker: Worker;
  readonly #timeoutSeconds: number;
  readonly #loaded = Promise.withResolvers<void>();
  #settle: ((result: InvocationResult) => void) | undefined;
  #isDead = false;

  constructor(accessKeyId: string, { code, start, environment, timeoutSeconds, onLog }: ContainerOptions) {
    this.accessKeyId = accessKeyId;
    this.#timeoutSeconds = timeoutSeconds;
    this.#worker = new Worker(code, {
      workerData: start,
      env: { ...environment, AWS_ACCESS_KEY_ID: accessKeyId },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: start.memoryMegabytes, maxYoungGenerationSizeMb: 3 },
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input }).on('line', onLog);
    }
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#die(unhandled(error)));
    this.#worker.on('exit', (code) => this.#die(exited(code)));
  }

  get isBusy(): boolean {
    return this.#settle !== undefined;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Resolves when the module is loaded, or cannot be. */
  get loaded(): Promise<void> {
    return this.#loaded.promise;
  }

  /** Runs one invocation. Loading does not count towards the function's time, as in Lambda. */
  async invoke(event: string): Promise<InvocationResult> {
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    this.#settle = resolve;
    const requestId = randomUUID();
    await this.#loaded.promise;
    const milliseconds = this.#timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${this.#timeoutSeconds.toFixed(2)} seconds`;
      void this.terminate({ errorType: 'Sandbox.Timedout', errorMessage });
    }, milliseconds);
    this.#worker.postMessage({ requestId, event, deadline: Date.now() + milliseconds } satisfies WorkerCall);
    return promise.finally(() => clearTimeout(timer));
  }

  /** Stops the thread wherever it is; an invocation under way fails with `error`. */
  terminate(error: FunctionError): Promise<number> {
    this.#die(error);
    return this.#worker.terminate();
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === 'loaded') this.#loaded.resolve();
    else if (message.kind === 'answer') this.#finish(message.result);
    else void this.terminate(message.error);
  }

  #die(error: FunctionError): void {
    this.#isDead = true;
    this.#loaded.resolve();
    this.#finish({ ok: false, error });
  }

  #finish(result: InvocationResult): void {
    this.#settle?.(result);
    this.#settle = undefined;
  }
}

/** An exception outside of the handler's promise ends the whole environment. */
function unhandled(error: Error): FunctionError {
  return {
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: String(error),
    trace: error.stack?.split('\n') ?? [],
  };
}

function exited(code: number): FunctionError {
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with status ${code}` };
}
