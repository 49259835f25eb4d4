import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { StartupProblem } from './startup-problem.ts';

/** What the worker answers: the sentences about a configuration that cannot be used. */
const synthesisResult = z.object({ mistakes: z.array(z.string()).readonly() });
export type SynthesisResult = z.output<typeof synthesisResult>;

/** Synthesizes the stack with a configuration file into a directory. Throws `StartupProblem` for a wrong configuration. */
export async function synthesizeInto(outdir: string, configuration: string): Promise<void> {
  const worker = new Worker(new URL('./synthesis-worker.ts', import.meta.url), {
    workerData: { configuration, outdir },
  });
  const [result] = await once(worker, 'message');
  const { mistakes } = synthesisResult.parse(result);
  await worker.terminate();
  if (mistakes.length > 0) throw new StartupProblem(mistakes.join('\n'));
}
