import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';

/** What a line says besides its message: plain values and an `error`; never a secret, a token or a caller's content. */
type Attributes = Record<string, unknown>;

/** A function's structured log. */
export interface Log {
  info(message: string, attributes?: Attributes): void;
  warn(message: string, attributes?: Attributes): void;
  error(message: string, attributes?: Attributes): void;
  /** The same log, with the id of a request on every line. */
  about(requestId: string): Log;
}

/** The log of a function, one JSON object a line with `keys` on each. */
export function structuredLog(serviceName: string, keys: Record<string, string> = {}): Log {
  return logOf(new Logger({ serviceName, persistentKeys: keys }));
}

function logOf(logger: Logger): Log {
  return {
    info: (message, attributes = {}) => logger.info(message, attributes),
    warn: (message, attributes = {}) => logger.warn(message, attributes),
    error: (message, attributes = {}) => logger.error(message, attributes),
    about: (requestId) => logOf(logger.createChild({ persistentKeys: { requestId } })),
  };
}

const workflowStep = z.object({ requestId: z.uuid() }).transform(({ requestId }) => requestId);
const route = z
  .object({ pathParameters: z.object({ id: z.uuid() }) })
  .transform(({ pathParameters: { id } }) => id);
const naming = z.union([workflowStep, route]);

/** The request that an event is about, if it names one: a step of the workflow does, and a path with an id. */
export function requestIdIn(event: unknown): string | undefined {
  return naming.safeParse(event).data;
}
