import { DecisionRefused } from '../../domain/approval/decide.ts';
import { actorName } from '../../domain/approval/principal.ts';
import type { Actor } from '../../domain/trail/events.ts';
import { RequesterActionRefused } from '../../domain/trail/transitions.ts';
import type { FunctionName } from '../environment.ts';
import { type Connect, type Context, type Handle, serve } from '../serve.ts';
import { SlackFailure } from '../slack/failure.ts';
import { AppendConflict } from '../store/audit-trail.ts';
import { TrailDamaged } from '../store/trail-items.ts';
import type { ApiAnswer, ApiEvent } from './api-event.ts';
import { refuseForeignCaller } from './caller-account.ts';
import { Problem, problemBody, problemHeaders } from './problems.ts';

/** A function's work behind a route: throws Problem for whatever it refuses. */
export type Route<N extends FunctionName, Clients> = Handle<N, Clients, ApiEvent, ApiAnswer>;

/** Turns a route's work into a Lambda handler that answers every error as problem+json. */
export function serveRoute<N extends FunctionName, Clients>(
  name: N,
  connect: Connect<N, Clients>,
  route: Route<N, Clients>,
) {
  return serve(name, connect, (event: ApiEvent, context: Context<N, Clients>) =>
    answering(route, event, context),
  );
}

/** Runs a route and answers what it throws. Nothing of an unexpected error leaves the house but the log's id. */
export async function answering<N extends FunctionName, Clients>(
  route: Route<N, Clients>,
  event: ApiEvent,
  context: Context<N, Clients>,
): Promise<ApiAnswer> {
  try {
    refuseForeignCaller(event, context.configuration);
    return await route(event, context);
  } catch (error) {
    const problem = problemOf(error);
    account(problem, error, event.path, context);
    const body = problemBody(problem, event.path);
    return json(body.status, body, problemHeaders(problem));
  }
}

/**
 * What operators learn of a refusal. Of a body that was refused they learn the codes: pointers and details quote what
 * somebody sent.
 */
function account<N extends FunctionName, Clients>(
  { code, errors }: Problem,
  error: unknown,
  path: string,
  { log, metrics }: Context<N, Clients>,
): void {
  if (code === 'internal') {
    metrics.count('UnexpectedFailures');
    log.error('Unexpected failure', { path, error });
  } else if (code === 'trail-damaged') {
    log.error('The trail was changed', { path, error });
  } else {
    if (code === 'unsigned') metrics.count('BadSignatures');
    if (code === 'invalid-fields' && path.endsWith('/requests')) metrics.count('SubmissionsRefused');
    if (error instanceof DecisionRefused) metrics.count('DecisionsRefused', code);
    const codes = errors && { errors: [...new Set(errors.map((each) => each.code))] };
    log.info('Refused', { path, code, ...codes, ...reasonOf(error) });
  }
}

/** What operators have to know and a caller has not: why Slack did not do it. */
function reasonOf(error: unknown): { slack?: string } {
  return error instanceof SlackFailure ? { slack: error.code } : {};
}

/** What DynamoDB answers to more than a table or an item takes at once, after the client's own attempts. */
const throttles: ReadonlySet<string> = new Set([
  ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'],
]);

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RequesterActionRefused) return new Problem(error.code, error.message);
  if (error instanceof DecisionRefused) return new Problem(error.code, error.message);
  if (error instanceof TrailDamaged) {
    return new Problem(
      'trail-damaged',
      'Somebody changed what was recorded of this request; the operators have to look into it. The audit route shows what is there.',
    );
  }
  if (error instanceof AppendConflict) {
    return new Problem(
      'conflict',
      'Others were faster each time, and nothing of yours was done. Please send it again.',
    );
  }
  if (error instanceof Error && throttles.has(error.name)) {
    return new Problem('throttled', 'The tables take no more at this moment; please try again in a second.');
  }
  if (error instanceof SlackFailure) {
    return new Problem(
      'slack-unavailable',
      'Slack does not say who may decide; please try again in a minute.',
    );
  }
  return new Problem(
    'internal',
    'Please try again; if it happens again, tell the operators the time of this request.',
  );
}

/** A JSON answer, which ends with a newline: the prompt of a terminal begins below it. */
export function json(statusCode: number, body: unknown, headers: Record<string, string> = {}): ApiAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: `${JSON.stringify(body)}\n`,
  };
}

/** A header's value, whatever the case of its name. */
export function header({ headers }: ApiEvent, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** The IAM principal that API Gateway authenticated. Throws Problem if there is none. */
export function callerOf({ requestContext }: ApiEvent): Actor {
  const arn = requestContext.identity.userArn;
  if (!arn) throw new Problem('not-yours', 'Sign the request with AWS credentials (SigV4).');
  return { kind: 'iam', id: arn, name: actorName(arn) };
}

/** The request id in the path. Throws Problem if it could not be one, so that nothing odd reaches a table. */
export function requestIdOf({ pathParameters }: ApiEvent): string {
  const id = pathParameters?.id ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw noSuchRequest(id);
  return id;
}

/** The answer to an id that names no request. */
export function noSuchRequest(id: string): Problem {
  return new Problem('not-found', `There is no request ${JSON.stringify(id.slice(0, 80))}.`);
}
