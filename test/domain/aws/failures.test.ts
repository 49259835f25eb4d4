import { describe, expect, test } from '@jest/globals';
import { iamPolicyCreation } from '../../../domain/request-types/iam-policy/creation.ts';
import { iamRoleCreation } from '../../../domain/request-types/iam-role/creation.ts';
import { ramPermissionCreation } from '../../../domain/request-types/ram-permission/creation.ts';
import type { FailureClass } from '../../../domain/request-types/request-type.ts';
import { rolesAnywhereProfileCreation } from '../../../domain/request-types/rolesanywhere-profile/creation.ts';

type Listed = [code: string, status: number, judged: FailureClass];

/** Every error that the operations are known to answer with, modelled or not, by its code on the wire. */
const iamErrors: Listed[] = [
  ['EntityAlreadyExists', 409, 'taken'],
  ['LimitExceeded', 409, 'terminal'],
  ['InvalidInput', 400, 'terminal'],
  ['MalformedPolicyDocument', 400, 'terminal'],
  ['ConcurrentModification', 409, 'transient'],
  ['ServiceFailure', 500, 'unknown'],
  ['NoSuchEntity', 404, 'terminal'],
  ['AccessDenied', 403, 'terminal'],
  ['ValidationError', 400, 'terminal'],
  ['Throttling', 400, 'transient'],
  ['RequestLimitExceeded', 503, 'transient'],
  ['ServiceUnavailable', 503, 'unknown'],
  ['InternalFailure', 500, 'unknown'],
  ['ExpiredToken', 403, 'transient'],
  ['InvalidClientTokenId', 403, 'terminal'],
  ['SignatureDoesNotMatch', 403, 'terminal'],
  ['RequestExpired', 400, 'transient'],
];

const ramErrors: Listed[] = [
  ['PermissionAlreadyExistsException', 409, 'taken'],
  ['OperationNotPermittedException', 400, 'terminal'],
  ['MalformedPolicyTemplateException', 400, 'terminal'],
  ['InvalidPolicyException', 400, 'terminal'],
  ['InvalidParameterException', 400, 'terminal'],
  ['PermissionLimitExceededException', 400, 'terminal'],
  ['InvalidClientTokenException', 400, 'terminal'],
  ['IdempotentParameterMismatchException', 400, 'terminal'],
  ['IdempotentParameterMismatch', 400, 'terminal'],
  ['ServerInternalException', 500, 'unknown'],
  ['ServiceUnavailableException', 503, 'unknown'],
  ['TagLimitExceededException', 400, 'terminal'],
  ['TagPolicyViolationException', 400, 'terminal'],
  ['AccessDeniedException', 403, 'terminal'],
  ['ThrottlingException', 429, 'transient'],
  ['ExpiredTokenException', 403, 'transient'],
  ['UnrecognizedClientException', 403, 'terminal'],
  ['InternalFailure', 500, 'unknown'],
  ['ValidationException', 400, 'terminal'],
];

const rolesAnywhereErrors: Listed[] = [
  ['ValidationException', 400, 'terminal'],
  ['AccessDeniedException', 403, 'terminal'],
  ['ThrottlingException', 429, 'transient'],
  ['TooManyRequestsException', 429, 'transient'],
  ['ServiceQuotaExceededException', 402, 'terminal'],
  ['TooManyTagsException', 400, 'terminal'],
  ['ResourceNotFoundException', 404, 'terminal'],
  ['InternalServerException', 500, 'unknown'],
  ['ServiceUnavailableException', 503, 'unknown'],
  ['ExpiredTokenException', 403, 'transient'],
  ['UnrecognizedClientException', 403, 'terminal'],
  ['InternalFailure', 500, 'unknown'],
];

/** An error as the SDK throws it: for IAM's modelled errors, the class name has a suffix that the code lacks. */
function sdkError(name: string, status: number | undefined, message = '', Code?: string): Error {
  const error = Object.assign(new Error(message), { $metadata: { httpStatusCode: status }, Code });
  error.name = name;
  return error;
}

describe.each([
  ['CreateRole', iamRoleCreation, iamErrors],
  ['CreatePolicy', iamPolicyCreation, iamErrors],
  ['CreatePermission', ramPermissionCreation, ramErrors],
  ['CreateProfile', rolesAnywhereProfileCreation, rolesAnywhereErrors],
])('what %s answers', (_operation, { classify }, errors) => {
  test.each(errors)('%s (%i) is %s', (code, status, judged) => {
    expect(classify(sdkError(code, status))).toBe(judged);
    // Whether by its code or by its name, with the suffix or without.
    expect(classify(sdkError(`${code}Exception`, status, '', code))).toBe(judged);
    expect(classify(sdkError(code, undefined))).toBe(judged);
  });

  test.each([
    ['TimeoutError', undefined, 'unknown'],
    ['Error', undefined, 'unknown'],
    ['SyntaxError', 200, 'unknown'],
    ['NeverHeardOf', 500, 'unknown'],
    ['NeverHeardOf', 503, 'unknown'],
    ['NeverHeardOf', 429, 'transient'],
    ['NeverHeardOf', 418, 'terminal'],
    ['CredentialsProviderError', undefined, 'transient'],
    ['constructor', 500, 'unknown'],
  ] as const)('%s with status %s is %s', (name, status, judged) => {
    expect(classify(sdkError(name, status))).toBe(judged);
  });

  test.each([undefined, null, 'text', {}])('%j is unknown', (thrown) => {
    expect(classify(thrown)).toBe('unknown');
  });
});

describe('refusals that their words tell apart', () => {
  test('RAM calls a name that exists not permitted', () => {
    const error = sdkError('OperationNotPermittedException', 400, 'A permission named x already exists.');
    expect(ramPermissionCreation.classify(error)).toBe('taken');
  });

  test('a principal that IAM does not know may have been created seconds ago', () => {
    const message = 'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/x"';
    const error = sdkError('MalformedPolicyDocumentException', 400, message, 'MalformedPolicyDocument');
    expect(iamRoleCreation.classify(error, 119)).toBe('transient');
    expect(iamRoleCreation.classify(error, 120)).toBe('terminal');
    expect(iamRoleCreation.classify(error)).toBe('terminal');
    const service = 'Invalid principal in policy: "SERVICE":"tagging.amazonaws.com"';
    expect(iamRoleCreation.classify(sdkError('MalformedPolicyDocument', 400, service), 1)).toBe('terminal');
    expect(
      iamRoleCreation.classify(sdkError('MalformedPolicyDocument', 400, 'Syntax errors in policy.'), 1),
    ).toBe('terminal');
  });
});
