import type { FailureTable } from './failures.ts';

/**
 * Credentials that ran out or were never there: nothing was executed, and the next invocation gets fresh ones.
 * `CredentialsProviderError` is the SDK's own, before anything is sent.
 */
const credentialFailures = {
  ExpiredToken: 'transient',
  ExpiredTokenException: 'transient',
  CredentialsProviderError: 'transient',
} as const satisfies FailureTable;

/** What IAM answers to CreateRole and CreatePolicy alike: its model's errors and those of its front end. */
export const iamFailures = {
  ...credentialFailures,
  EntityAlreadyExists: 'taken',
  LimitExceeded: 'terminal',
  InvalidInput: 'terminal',
  MalformedPolicyDocument: 'terminal',
  ConcurrentModification: 'transient',
  ServiceFailure: 'unknown',
  NoSuchEntity: 'terminal',
  AccessDenied: 'terminal',
  ValidationError: 'terminal',
  Throttling: 'transient',
  RequestLimitExceeded: 'transient',
  ServiceUnavailable: 'unknown',
  InternalFailure: 'unknown',
  InvalidClientTokenId: 'terminal',
  SignatureDoesNotMatch: 'terminal',
  RequestExpired: 'transient',
} as const satisfies FailureTable;

/** What RAM answers to CreatePermission: its model's errors and those of its front end. */
export const ramFailures = {
  ...credentialFailures,
  PermissionAlreadyExistsException: 'taken',
  OperationNotPermittedException: 'terminal',
  MalformedPolicyTemplateException: 'terminal',
  InvalidPolicyException: 'terminal',
  InvalidParameterException: 'terminal',
  PermissionLimitExceededException: 'terminal',
  InvalidClientTokenException: 'terminal',
  IdempotentParameterMismatchException: 'terminal',
  ServerInternalException: 'unknown',
  ServiceUnavailableException: 'unknown',
  TagLimitExceededException: 'terminal',
  TagPolicyViolationException: 'terminal',
  AccessDeniedException: 'terminal',
  ThrottlingException: 'transient',
  UnrecognizedClientException: 'terminal',
  InternalFailure: 'unknown',
  ValidationException: 'terminal',
} as const satisfies FailureTable;

/** What Roles Anywhere answers to CreateProfile: its model's errors and those of its front end. */
export const rolesAnywhereFailures = {
  ...credentialFailures,
  ValidationException: 'terminal',
  AccessDeniedException: 'terminal',
  ThrottlingException: 'transient',
  TooManyRequestsException: 'transient',
  ServiceQuotaExceededException: 'terminal',
  TooManyTagsException: 'terminal',
  ResourceNotFoundException: 'terminal',
  InternalServerException: 'unknown',
  ServiceUnavailableException: 'unknown',
  UnrecognizedClientException: 'terminal',
  InternalFailure: 'unknown',
} as const satisfies FailureTable;

/** What reads are answered, by any of the services that a plan is checked with; Access Analyzer's errors are among these. */
export const readFailures = {
  ...iamFailures,
  ...ramFailures,
  ...rolesAnywhereFailures,
} as const satisfies FailureTable;
