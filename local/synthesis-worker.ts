/* Runs in a worker thread: synthesis keeps a processor busy for seconds, and CDK's memory is free again afterwards. */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { ConfigurationMistakes, loadConfiguration } from '../lib/load-configuration.ts';
import { synthesize } from '../lib/synthesize.ts';
import type { SynthesisResult } from './synthesis.ts';

const { configuration: path, outdir } = z
  .object({ configuration: z.string(), outdir: z.string() })
  .parse(workerData);

async function run(): Promise<SynthesisResult> {
  try {
    const configuration = await loadConfiguration(path);
    // What is created here is there at once.
    await synthesize({ configuration: { ...configuration, settleSeconds: 1 }, outdir });
    return { mistakes: [] };
  } catch (error) {
    if (error instanceof ConfigurationMistakes) return { mistakes: error.sentences };
    throw error;
  }
}

parentPort?.postMessage(await run());
