/** The HTTP status that AWS answers an error with, by its wire code; the many that are not here are 400. */
const statuses: Readonly<Record<string, number>> = {
  EntityAlreadyExists: 409,
  LimitExceeded: 409,
  DeleteConflict: 409,
  ConcurrentModification: 409,
  PermissionAlreadyExistsException: 409,
  NoSuchEntity: 404,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  PreconditionFailed: 412,
  ConditionalRequestConflict: 409,
  AccessDenied: 403,
  AccessDeniedException: 403,
  ExpiredToken: 403,
  ExpiredTokenException: 403,
  InvalidClientTokenId: 403,
  SignatureDoesNotMatch: 403,
  UnrecognizedClientException: 403,
  TooManyRequestsException: 429,
  ServiceQuotaExceededException: 402,
  ServiceFailure: 500,
  InternalFailure: 500,
  InternalError: 500,
  KMSInternalException: 500,
  DependencyTimeoutException: 503,
  SlowDown: 503,
  InternalServerError: 500,
  InternalServerException: 500,
  InternalServiceError: 500,
  ServerInternalException: 500,
  RequestLimitExceeded: 503,
  ServiceUnavailable: 503,
  ServiceUnavailableException: 503,
};

/** REST JSON services answer these with statuses of their own; the others answer 400. */
const restStatuses: Readonly<Record<string, number>> = {
  ThrottlingException: 429,
  ResourceNotFoundException: 404,
};
const restServices: readonly string[] = ['ram', 'rolesanywhere', 'accessanalyzer'];

/** The status of an error that a fault names; 400 for names that are not known. */
export function statusOf(service: string, name: string): number {
  const own = restServices.includes(service) ? restStatuses[name] : undefined;
  return own ?? statuses[name] ?? 400;
}
