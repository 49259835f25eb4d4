import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Configuration } from '../domain/configuration.ts';
import { canonicalJson, sha256 } from '../domain/digest.ts';
import { type Environment, type FunctionName, parseEnvironment } from './environment.ts';

/** What every handler is given besides its event; time, ids and clients are values, so that a test can choose them. */
export interface Context<N extends FunctionName, Clients> {
  clients: Clients;
  environment: Environment<N>;
  configuration: Configuration;
  /** SHA-256 of the canonical configuration, to be pinned in the trail. */
  configurationHash: string;
  /** The present moment, ISO 8601 in UTC. */
  now: () => string;
  newId: () => string;
  sleep: (milliseconds: number) => Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** A function's work, apart from where its clients and environment come from. */
export type Handle<N extends FunctionName, Clients, Event, Result> = (
  event: Event,
  context: Context<N, Clients>,
) => Promise<Result>;

/**
 * Turns a function's work into a Lambda handler. Environment and configuration are read at the first
 * invocation, so that importing a handler needs neither.
 */
export function serve<N extends FunctionName, Clients, Event, Result>(
  name: N,
  connect: (environment: Environment<N>) => Clients,
  handle: Handle<N, Clients, Event, Result>,
): (event: Event) => Promise<Result> {
  let context: Context<N, Clients> | undefined;
  return async (event) => {
    context ??= prepare(name, connect);
    return handle(event, context);
  };
}

function prepare<N extends FunctionName, Clients>(
  name: N,
  connect: (environment: Environment<N>) => Clients,
): Context<N, Clients> {
  const environment = parseEnvironment(name);
  const configuration = readConfiguration();
  return {
    clients: connect(environment),
    environment,
    configuration,
    configurationHash: sha256(canonicalJson(configuration)),
    now: () => new Date().toISOString(),
    newId: randomUUID,
    sleep: (milliseconds) => setTimeout(milliseconds),
    log: new Logger({ serviceName: name }),
  };
}

/** As the schema left it at synthesis; parsing it again cost each cold start 5 ms of 30. */
function readConfiguration(): Configuration {
  return JSON.parse(readFileSync(new URL('./configuration.json', import.meta.url), 'utf8'));
}
