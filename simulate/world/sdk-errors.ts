import { SlackFailure } from '../../lambdas/slack/failure.ts';
import { ModelledError } from '../../local/doubles/modelled-error.ts';
import type { Service } from './call.ts';

/** What a service's client throws for an error of its service's core; anything else is a fault of the simulation. */
export function clientError(service: Service, error: unknown): unknown {
  if (!(error instanceof ModelledError)) return error;
  const { name, message, httpStatus, members } = error;
  return serviceError(service, { name, message, status: httpStatus, members });
}

interface ServiceError {
  name: string;
  message?: string;
  status: number;
  members?: Readonly<Record<string, unknown>>;
}

/** An error as the SDK's clients, or our Slack client, throw it. */
export function serviceError(
  service: Service,
  { name, message = name, status, members }: ServiceError,
): Error {
  if (service === 'slack') return new SlackFailure(name, status === 429 ? 1 : undefined);
  const error = new Error(message);
  error.name = name;
  return Object.assign(error, members, {
    $metadata: { httpStatusCode: status },
    ...(service === 'iam' && { Code: name }),
  });
}

/** An answer that never arrived. */
export function networkError(service: Service): Error {
  if (service === 'slack') return new SlackFailure('slack_webapi_request_error');
  const error = new Error('socket hang up');
  error.name = 'TimeoutError';
  return Object.assign(error, { $metadata: {} });
}
