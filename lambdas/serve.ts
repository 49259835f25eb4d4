import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Timing } from '../domain/aws/lane.ts';
import type { Configuration } from '../domain/configuration/configuration.ts';
import { canonicalJson, sha256 } from '../domain/digest.ts';
import { TransientFailure, WorkflowFailure } from '../domain/errors.ts';
import type { Metrics } from '../domain/metrics/metrics.ts';
import { type Environment, type FunctionName, parseEnvironment } from './environment.ts';
import { type Log, requestIdIn, structuredLog } from './log.ts';
import { loggedMetrics } from './metrics.ts';

/**
 * What every handler is given besides its event; time, chance, ids and clients are values, so that a test can choose them.
 */
export interface Context<N extends FunctionName, Clients> extends Timing {
  clients: Clients;
  environment: Environment<N>;
  configuration: Configuration;
  /** SHA-256 of the canonical configuration, to be pinned in the trail. */
  configurationHash: string;
  newId: () => string;
  log: Log;
  metrics: Metrics;
}

/** A function's work, apart from where its clients and environment come from. */
export type Handle<N extends FunctionName, Clients, Event, Result> = (
  event: Event,
  context: Context<N, Clients>,
) => Promise<Result>;

/** Makes a function's clients, once. */
export type Connect<N extends FunctionName, Clients> = (
  environment: Environment<N>,
  metrics: Metrics,
  around: { timing: Timing; configuration: Configuration },
) => Clients;

/** The part of Lambda's own context that is used. */
interface Invocation {
  awsRequestId: string;
}

/**
 * Turns a function's work into a Lambda handler. Environment and configuration are read at the first
 * invocation, so that importing a handler needs neither. What it logs names the invocation, and the request that the
 * event names.
 */
export function serve<N extends FunctionName, Clients, Event, Result>(
  name: N,
  connect: Connect<N, Clients>,
  handle: Handle<N, Clients, Event, Result>,
): (event: Event, invocation: Invocation) => Promise<Result> {
  let context: Omit<Context<N, Clients>, 'log' | 'metrics'> | undefined;
  return async (event, { awsRequestId }) => {
    context ??= prepare(name, connect);
    const requestId = requestIdIn(event);
    const keys = { function_request_id: awsRequestId, ...(requestId !== undefined && { requestId }) };
    const log = structuredLog(name, keys);
    const given = { ...context, log, metrics: loggedMetrics(log) };
    return handle(event, given).catch((error: unknown) => unexpected(error, given));
  };
}

/** How a step of the workflow ends is for the state machine to judge; everything else is for a person. */
function unexpected(error: unknown, { log, metrics }: { log: Log; metrics: Metrics }): never {
  if (!(error instanceof WorkflowFailure)) {
    metrics.count('UnexpectedFailures');
    log.error('Unexpected failure', { error });
  } else if (error instanceof TransientFailure) {
    log.warn('To be tried again', { error });
  }
  throw error;
}

/** The same context, whose log names a request on every line. */
export function about<C extends { log: Log }>(requestId: string, context: C): C {
  return { ...context, log: context.log.about(requestId) };
}

const timing: Timing = {
  now: () => new Date().toISOString(),
  sleep: (milliseconds) => setTimeout(milliseconds),
  random: Math.random,
};

function prepare<N extends FunctionName, Clients>(
  name: N,
  connect: Connect<N, Clients>,
): Omit<Context<N, Clients>, 'log' | 'metrics'> {
  const environment = parseEnvironment(name);
  const deployed = readConfiguration();
  const configuration = withBoundary(deployed, environment.PERMISSIONS_BOUNDARY);
  return {
    clients: connect(environment, loggedMetrics(structuredLog(name)), { timing, configuration }),
    environment,
    configuration,
    configurationHash: sha256(canonicalJson(deployed)),
    newId: randomUUID,
    ...timing,
  };
}

/** As the schema left it at synthesis; parsing it again cost each cold start 5 ms of 30. */
function readConfiguration(): Configuration {
  return JSON.parse(readFileSync(new URL('./configuration.json', import.meta.url), 'utf8'));
}

/** The boundary is told apart from the rest where only the deployment knew it: a policy of the same app, say. */
function withBoundary(configuration: Configuration, boundary: string | undefined): Configuration {
  if (boundary === undefined) return configuration;
  return { ...configuration, guardrails: { ...configuration.guardrails, permissionsBoundary: boundary } };
}
