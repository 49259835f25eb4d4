import { parseOptions } from './options.ts';
import { type Stack, startStack } from './stack.ts';
import { StartupProblem } from './startup-problem.ts';

/** `npm start`: runs the synthesized stack here until it is told to stop. */
async function main(): Promise<void> {
  const starting = startStack(parseOptions(process.argv.slice(2)));
  stopOnSignal(starting);
  const stack = await starting;
  console.log(`Countersign is ready: ${stack.url}`);
  console.log(
    `Open it for the Slack channel, the requests and their audit trails; the API is at the same address.`,
  );
  console.log('Press Ctrl-C to stop.');
  await stack.warm();
}

function stopOnSignal(starting: Promise<Stack>): void {
  const stop = () => {
    // A second signal, or a stop that hangs, ends it all the same.
    process.once('SIGINT', () => process.exit(130));
    setTimeout(() => process.exit(1), 1500).unref();
    void starting.then((stack) => stack.close()).then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

await main().catch((error: unknown) => {
  if (!(error instanceof StartupProblem)) throw error;
  console.error(error.message);
  process.exit(1);
});
