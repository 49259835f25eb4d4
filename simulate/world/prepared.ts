import * as z from 'zod';
import { type Environment, environments, type FunctionName } from '../../lambdas/environment.ts';
import type { ApiEvent } from '../../lambdas/http/api-event.ts';
import { answering, type Route } from '../../lambdas/http/route.ts';
import type { Context } from '../../lambdas/serve.ts';
import type { SlackClient } from '../../lambdas/slack/client.ts';
import type { awsClients } from './clients.ts';

/** What every function of the simulation is given; each takes its share. */
export interface Surroundings extends Omit<Context<FunctionName, unknown>, 'clients' | 'environment'> {
  aws: ReturnType<typeof awsClients>;
  slack: SlackClient;
  variables: Readonly<Record<string, string>>;
}

/** A function as the simulation invokes it. */
export type Work = (event: unknown, around: Surroundings) => Promise<unknown>;

type Schemas = { [N in FunctionName]: { parse: (variables: unknown) => Environment<N> } };
const schemas: Schemas = environments;

const apiEvent = z.custom<ApiEvent>(
  (event) => typeof event === 'object' && event !== null && 'path' in event,
);

/** A function with its clients and its environment, which is parsed at the first invocation, as `serve` does. */
export function prepared<N extends FunctionName, Clients>(
  name: N,
  handle: (event: unknown, context: Context<N, Clients>) => Promise<unknown>,
  connect: (around: Surroundings) => Clients,
): Work {
  let environment: Environment<N> | undefined;
  return (event, around) => {
    environment ??= schemas[name].parse(around.variables);
    return handle(event, { ...around, clients: connect(around), environment });
  };
}

/** A function behind a route, as `serveRoute` does. */
export function routed<N extends FunctionName, Clients>(
  name: N,
  route: Route<N, Clients>,
  connect: (around: Surroundings) => Clients,
): Work {
  return prepared<N, Clients>(
    name,
    (event, context) => answering(route, apiEvent.parse(event), context),
    connect,
  );
}
