/* Runs in a process of its own: synthesis keeps a processor busy for seconds, and takes 300 MB that nobody needs later. */
import { ConfigurationMistakes } from '../lib/check-configuration.ts';
import { loadConfiguration } from '../lib/load-configuration.ts';
import { synthesize } from '../lib/synthesize.ts';
import type { SynthesisResult } from './synthesis.ts';

const [path = '', outdir = ''] = process.argv.slice(2);

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

// Whoever asked has the answer, or is gone.
process.once('disconnect', () => process.exit());
process.send?.(await run());
