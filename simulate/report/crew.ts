import { Worker } from 'node:worker_threads';
import type { Explored } from '../explore/exhaustive.ts';
import type { Job, JobOf, Swept } from './jobs.ts';

/** What a share of a job came to, and what it took. */
export interface Report<Result> {
  result: Result;
  /** Processor time of its thread, in seconds. */
  seconds: number;
  /** Samples by whose work they found going on. */
  samples: Record<string, number>;
}

/** New objects are many and live shortly: with more room for them, far fewer are moved. */
const youngMegabytes = 128;

/** Threads that share each job between them. */
export class Crew {
  readonly #workers: Worker[];

  constructor(size: number) {
    const options = { resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } };
    const source = new URL('./worker.ts', import.meta.url);
    this.#workers = Array.from({ length: size }, () => new Worker(source, options));
  }

  do(job: JobOf<'random'>): Promise<Report<Swept>[]>;
  do(job: Exclude<Job, { part: 'random' }>): Promise<Report<Explored>[]>;
  do(job: Job): Promise<unknown[]> {
    const of = this.#workers.length;
    return Promise.all(
      this.#workers.map(
        (worker, index) =>
          new Promise((resolve, reject) => {
            worker.once('message', resolve);
            worker.once('error', reject);
            worker.postMessage({ job, share: { index, of } });
          }),
      ),
    );
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
