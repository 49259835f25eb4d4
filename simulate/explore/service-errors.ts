import type { Random } from '../random.ts';
import type { Call, Fault, Service } from '../world/call.ts';

type ServiceFault = Extract<Fault, { kind: 'error' }>;
type List = readonly [ServiceFault, ...ServiceFault[]];

const refused = (name: string, status: number): ServiceFault => ({
  kind: 'error',
  name,
  status,
  acted: false,
});
/** An error that leaves open whether the call took effect: once it did, once it did not. */
const unclear = (name: string): ServiceFault[] => [
  { kind: 'error', name, status: 500, acted: false },
  { kind: 'error', name, status: 500, acted: true },
];

/** What each service's model says may go wrong with any call. */
const errors: Record<Service, List> = {
  dynamodb: [
    refused('ProvisionedThroughputExceededException', 400),
    refused('ThrottlingException', 400),
    ...unclear('InternalServerError'),
  ],
  states: [refused('ThrottlingException', 400), ...unclear('InternalFailure')],
  iam: [refused('Throttling', 400), refused('ConcurrentModification', 409), ...unclear('ServiceFailure')],
  ram: [
    refused('ThrottlingException', 429),
    refused('ServiceUnavailableException', 503),
    ...unclear('ServerInternalException'),
  ],
  rolesanywhere: [refused('ThrottlingException', 429), ...unclear('InternalServerException')],
  accessanalyzer: [refused('ThrottlingException', 429), ...unclear('InternalServerException')],
  slack: [
    refused('ratelimited', 429),
    refused('channel_not_found', 200),
    refused('token_revoked', 200),
    ...unclear('internal_error'),
  ],
  secretsmanager: [refused('ThrottlingException', 400), ...unclear('InternalServiceError')],
  ssm: [refused('ThrottlingException', 400), ...unclear('InternalServerError')],
};

/** Definite refusals to create something. */
const refusals: Partial<Record<Service, List>> = {
  iam: [refused('LimitExceeded', 409), refused('AccessDenied', 403)],
  ram: [refused('PermissionLimitExceededException', 400), refused('AccessDeniedException', 403)],
  rolesanywhere: [refused('AccessDeniedException', 403), refused('ServiceQuotaExceededException', 402)],
};

/** How a service refuses what is one request too many: it is not executed. */
const throttles: Partial<Record<Service, ServiceFault>> = {
  iam: refused('Throttling', 400),
  rolesanywhere: refused('ThrottlingException', 429),
};

/** What reads of something new answer while the service has not caught up with itself. */
const notYet: Readonly<Record<string, ServiceFault>> = {
  'create-iam-role GetRole': refused('NoSuchEntity', 404),
  'create-iam-policy GetPolicy': refused('NoSuchEntity', 404),
  'create-ram-permission GetPermission': refused('UnknownResourceException', 404),
};

/** One of the errors that a call may be answered with. */
export function serviceError({ service, operation, invocation }: Call, random: Random): ServiceFault {
  const stale = notYet[`${invocation.name} ${operation}`];
  if (stale && random.chance(0.5)) return stale;
  const definite = operation.startsWith('Create') && random.chance(0.2);
  return definite ? definiteRefusal({ service }, random) : random.pick(errors[service]);
}

/** The refusal of a request that is one too many; undefined for services that do not refuse any in the simulation. */
export function throttleOf({ service }: Call): ServiceFault | undefined {
  return throttles[service];
}

/** A refusal for good of something that was to be created. */
export function definiteRefusal({ service }: Pick<Call, 'service'>, random: Random): ServiceFault {
  return random.pick(refusals[service] ?? errors[service]);
}
