/* Runs in a process of its own: synthesis keeps a processor busy for seconds, and takes 300 MB that nobody needs later. */
import { loadConfiguration } from '../../lib/synthesis/load-configuration.ts';
import { synthesize } from '../../lib/synthesis/synthesize.ts';

const [path = '', outdir = ''] = process.argv.slice(2);

// Nobody waits for it any more.
process.once('disconnect', () => process.exit(1));
const configuration = await loadConfiguration(path);
// What is created here is there at once.
await synthesize({ configuration: { ...configuration, settleSeconds: 1 }, outdir, validated: false });
process.exit(0);
