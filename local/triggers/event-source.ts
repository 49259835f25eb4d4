import * as z from 'zod';
import type { StreamReader } from '../doubles/dynamodb/stream-reader.ts';
import type { StreamRecord } from '../doubles/dynamodb/stream-records.ts';
import type { InvocationResult } from '../functions/messages.ts';
import type { EventSource } from '../template/event-sources.ts';

export interface EventSourceOptions {
  source: EventSource;
  stream: Pick<StreamReader, 'read' | 'acknowledge' | 'mark' | 'onRecord'>;
  invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
}

/** A function did not take what it was given; the message says which, and why. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
}

/** How soon a batch that failed is delivered again, and how much later it may get. */
const firstRetryMilliseconds = 1000;
const lastRetryMilliseconds = 30_000;

const partial = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
});

/**
 * Delivers a stream to a function as Lambda's event source mapping does: in order, in batches of a size or of a window,
 * again from the first record that failed. Nothing is given up: there is no age at which a record goes elsewhere.
 */
export class EventSourceMapping {
  readonly #options: EventSourceOptions;
  #waiting = 0;
  #retryMilliseconds = firstRetryMilliseconds;
  #timer: { handle: NodeJS.Timeout; due: number } | undefined;
  #work: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: EventSourceOptions) {
    this.#options = options;
    options.stream.onRecord = () => this.#received();
    // What an earlier process did not deliver.
    this.#schedule(options.source.windowSeconds * 1000);
  }

  /** Delivers everything that the stream holds now; throws `DeliveryFailed`. */
  drain(): Promise<void> {
    const until = this.#options.stream.mark();
    return this.#alone(async () => {
      for (;;) {
        const batch = await this.#options.stream.read(this.#options.source.batchSize);
        const [first] = batch;
        if (first === undefined || first.dynamodb.SequenceNumber > until) return;
        const failure = await this.#deliver(batch);
        if (failure !== undefined) throw new DeliveryFailed(failure);
      }
    });
  }

  /** Delivers nothing more; resolves when nothing is under way. */
  close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer?.handle);
    return this.#work.catch(() => undefined);
  }

  #received(): void {
    this.#waiting += 1;
    const { batchSize, windowSeconds } = this.#options.source;
    this.#schedule(this.#waiting >= batchSize ? 0 : windowSeconds * 1000);
  }

  #schedule(milliseconds: number): void {
    const due = Date.now() + milliseconds;
    if (this.#isClosed || (this.#timer !== undefined && this.#timer.due <= due)) return;
    clearTimeout(this.#timer?.handle);
    const run = () => {
      this.#timer = undefined;
      void this.#alone(() => this.#deliverBatches()).catch((error: unknown) => this.#failed(error));
    };
    this.#timer = { handle: setTimeout(run, milliseconds), due };
  }

  /** As long as batches are full; what comes meanwhile waits for its own window. */
  async #deliverBatches(): Promise<void> {
    const { batchSize } = this.#options.source;
    this.#waiting = 0;
    for (let isFull = true; isFull && !this.#isClosed; ) {
      const batch = await this.#options.stream.read(batchSize);
      isFull = batch.length === batchSize;
      const failure = batch.length === 0 ? undefined : await this.#deliver(batch);
      if (failure === undefined) continue;
      this.#schedule(this.#retryMilliseconds);
      this.#retryMilliseconds = Math.min(this.#retryMilliseconds * 2, lastRetryMilliseconds);
      return;
    }
  }

  /** Invokes the function and acknowledges what it took; returns why it did not take everything. */
  async #deliver(batch: readonly StreamRecord[]): Promise<string | undefined> {
    const { source, stream, invoke } = this.#options;
    const result = await invoke(source.functionArn, { Records: batch });
    const taken = takenOf(batch, result, source.reportsFailures);
    if (taken > 0) await stream.acknowledge(batch.slice(0, taken));
    if (taken < batch.length) return `${source.functionArn} failed: ${reason(result)}`;
    this.#retryMilliseconds = firstRetryMilliseconds;
    return undefined;
  }

  #alone(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.catch(() => undefined).then(work);
    return this.#work;
  }

  #failed(error: unknown): void {
    if (this.#isClosed) return;
    console.error('A stream could not be delivered:', error);
    this.#schedule(lastRetryMilliseconds);
  }
}

/** How many records of a batch are done with: those before the first that failed. */
function takenOf(batch: readonly StreamRecord[], result: InvocationResult, reportsFailures: boolean): number {
  if (!result.ok) return 0;
  if (!reportsFailures) return batch.length;
  const { batchItemFailures } = partial.nullish().parse(JSON.parse(result.payload)) ?? {};
  const places = (batchItemFailures ?? []).map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  // An identifier that names no record fails the whole batch.
  return places.length === 0 ? batch.length : Math.max(0, Math.min(...places));
}

function reason(result: InvocationResult): string {
  return result.ok
    ? 'it reported records that it could not take'
    : `${result.error.errorType}: ${result.error.errorMessage}`;
}
