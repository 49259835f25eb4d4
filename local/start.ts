import { parseOptions, usage } from './options.ts';
import { startStack } from './stack/stack.ts';
import { StartupProblem } from './startup-problem.ts';

/** How long stopping may take; a stop that hangs ends all the same. */
const maxStopMilliseconds = 1500;

/** `npm start`: runs the synthesized stack here until it is told to stop. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  const signal = stopping.signal;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') return console.log(usage);
  console.log('Starting Countersign …');
  const stack = await startStack({ ...options, say: console.log }, signal).catch((error: unknown) => {
    if (signal.aborted) process.exit(0);
    throw error;
  });
  console.log(`Countersign is ready: ${stack.url}`);
  console.log(
    'Open it for the Slack channel, the requests and their audit trails; the API is at the same address.',
  );
  console.log('Press Ctrl-C to stop.');
  const stop = () => {
    setTimeout(() => process.exit(1), maxStopMilliseconds).unref();
    void stack.close().then(() => process.exit(0));
  };
  if (signal.aborted) return stop();
  signal.addEventListener('abort', stop);
  await stack.warm();
}

await main().catch((error: unknown) => {
  if (!(error instanceof StartupProblem)) throw error;
  console.error(error.message);
  process.exit(1);
});
