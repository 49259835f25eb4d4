import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const ready = /^Countersign is ready: (\S+)$/m;

/** What a command line of the local stack did until it ended or was ready. */
export interface Started {
  child: ChildProcess;
  output: string;
  errors: string;
  /** Where it is served; undefined if it ended without being ready. */
  url: string | undefined;
}

interface Launched extends Started {
  readyOrEnded: Promise<unknown>;
  /** Waits until a text was printed, or for the end. */
  says(text: string): Promise<void>;
}

/** Runs a script with this Node.js in the project's directory. */
export function launch(script: string, ...args: string[]): Launched {
  const child = spawn(process.execPath, [script, ...args], { cwd: root });
  const { promise: isReady, resolve } = Promise.withResolvers<void>();
  const readyOrEnded = Promise.race([isReady, once(child, 'close')]);
  const started: Started = { child, output: '', errors: '', url: undefined };
  child.stderr.on('data', (chunk) => {
    started.errors += chunk;
  });
  child.stdout.on('data', (chunk) => {
    started.output += chunk;
    started.url = ready.exec(started.output)?.[1];
    if (started.url !== undefined) resolve();
  });
  const says = async (text: string) => {
    while (!started.output.includes(text) && child.exitCode === null) await once(child.stdout, 'data');
  };
  return Object.assign(started, { readyOrEnded, says });
}

/** Runs a script until it is ready or has ended. */
export async function run(script: string, ...args: string[]): Promise<Started> {
  const started = launch(script, ...args);
  await started.readyOrEnded;
  return started;
}

/** Sends a signal and waits for the end; returns the exit code (null if the signal ended it). */
export async function end({ child }: Started, signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') {
  const closed = once(child, 'close');
  child.kill(signal);
  const [code] = await closed;
  return code;
}
