import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { StartupProblem } from './startup-problem.ts';

/** What the process answers: the sentences about a configuration that cannot be used. */
const synthesisResult = z.object({ mistakes: z.array(z.string()).readonly() });
export type SynthesisResult = z.output<typeof synthesisResult>;

/**
 * Synthesizes the stack with a configuration file into a directory, in a process of its own. Throws `StartupProblem` for
 * a wrong configuration, and when `signal` ends it early.
 */
export async function synthesizeInto(
  outdir: string,
  configuration: string,
  signal: AbortSignal,
): Promise<void> {
  const script = fileURLToPath(new URL('./synthesis-process.ts', import.meta.url));
  const child = fork(script, [configuration, outdir], { execArgv: [], signal });
  const { mistakes } = synthesisResult.parse(await answerOf(child));
  child.disconnect();
  if (mistakes.length > 0) throw new StartupProblem(mistakes.join('\n'));
}

/** Anything but a wrong configuration is a mistake of ours: the process has written to the terminal what it was. */
function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new StartupProblem('The stack could not be synthesized.')));
  });
}
