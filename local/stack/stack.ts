import { createServer } from 'node:http';
import { Meter } from '../doubles/meter.ts';
import { listen, stopListening } from '../http/listen.ts';
import { frontServer, type Site } from '../http/server.ts';
import { StartupProblem } from '../startup-problem.ts';
import { synthesizedStack } from '../synthesis/synthesis.ts';
import type { SlackSecret } from './slack-secret.ts';

export interface StackOptions {
  /** 0 for a free one. */
  port: number;
  /** The configuration file. */
  configuration: string;
  /** A synthesized stack to serve instead of the one with the configuration: an earlier release, for example. */
  assembly?: string;
  /** Where to keep everything; in memory if absent. */
  data?: string | undefined;
  /** Whether the local Slack takes only one message a second and channel. */
  slackLimit: boolean;
  /** Whether the local IAM and Roles Anywhere take only as many requests a second as AWS's. */
  awsLimits: boolean;
  /** Whether everything that functions log is shown. */
  verbose: boolean;
  /** Receives what is shown of the logs; the terminal if absent. */
  showLog?: (text: string) => void;
  /** Receives what the start is doing, line by line. */
  say?: (line: string) => void;
}

/** A running local stack. */
export interface Stack {
  url: string;
  /** What Slack and the functions share: tests sign with it, and look for where it must not be. */
  slackSecret: SlackSecret;
  /** Starts functions ahead of the first request; the stack can be used meanwhile. */
  warm(): Promise<void>;
  /** Stops everything; with a data directory, open requests go on at the next start. */
  close(): Promise<void>;
}

type Stop = () => Promise<void> | void;

/**
 * Synthesizes the stack, unless nothing changed since the last time, and serves it. The port is taken first, since that is what fails most often. Throws
 * `StartupProblem` if it is not free, the configuration is wrong, or the data directory cannot be used; and whatever
 * it is that `signal` ends early.
 */
export async function startStack(options: StackOptions, signal?: AbortSignal): Promise<Stack> {
  const stops: Stop[] = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    let site: Site | undefined;
    const front = frontServer(() => site);
    const port = await listen(front, options.port).catch((error: unknown) => {
      throw portProblem(options.port, error);
    });
    stops.push(() => stopListening(front));
    const url = `http://127.0.0.1:${port}`;
    const services = await startServices({ ...options, url, stops, signal });
    const { slackSecret } = services;
    site = services.site;
    return { url, slackSecret, close, warm: () => services.warm() };
  } catch (error) {
    await close();
    throw error;
  }
}

interface StartOptions extends StackOptions {
  url: string;
  stops: Stop[];
  signal: AbortSignal | undefined;
}

async function startServices(options: StartOptions) {
  const { stops } = options;
  const [{ modules, meter, storage }, outdir] = await Promise.all([
    openEngines(options),
    options.assembly ?? assemblyOf(options),
  ]);
  const template = modules.readTemplate(outdir);
  await Promise.all(template.tables.map((table) => storage.dynamodb.ensureTable(table)));
  const sources = await modules.openSources(template, storage.dynamodb);
  const server = createServer();
  const doubles = { server, url: `http://127.0.0.1:${await listen(server, 0)}` };
  stops.push(() => stopListening(server));
  const workerCode = await modules.workerModule();
  const services = new modules.Services({
    ...options,
    template,
    storage,
    sources,
    meter,
    workerCode,
    doubles,
  });
  stops.push(() => services.close());
  return services;
}

/** While this process loads the engines, another one synthesizes; ends with what stops the stack. */
function assemblyOf({ configuration, stops, signal, say }: StartOptions): Promise<string> {
  const stopped = new AbortController();
  stops.push(() => stopped.abort());
  return synthesizedStack(configuration, AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])]), () =>
    say?.(`Synthesizing the stack with ${configuration}. Later starts skip this until something changes.`),
  );
}

async function openEngines({ data, stops }: StartOptions) {
  const modules = await load();
  const meter = new Meter({ clock: () => new Date() });
  const storage = await modules.openStorage(data, meter);
  stops.push(() => storage.objects?.close());
  stops.push(() => storage.dynamodb.close());
  return { modules, meter, storage };
}

async function load() {
  const [services, storage, template, sources, worker] = await Promise.all([
    import('./services.ts'),
    import('./storage.ts'),
    import('../template/template.ts'),
    import('../triggers/streamed-sources.ts'),
    import('../functions/worker-module.ts'),
  ]);
  return { ...services, ...storage, ...template, ...sources, ...worker };
}

function portProblem(port: number, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartupProblem(`Port ${port} is taken. Choose another with --port, or stop what is using it.`);
  }
  if (code === 'EACCES')
    return new StartupProblem(`Port ${port} may not be used by you. Choose another with --port.`);
  return error;
}
