import { ModelledError } from '../modelled-error.ts';

/** A name is taken; IAM compares names ignoring their case. */
export function alreadyExists(message: string): ModelledError {
  return new ModelledError('EntityAlreadyExists', 409, message);
}

export function noSuchEntity(message: string): ModelledError {
  return new ModelledError('NoSuchEntity', 404, message);
}

export function invalidInput(message: string): ModelledError {
  return new ModelledError('InvalidInput', 400, message);
}

export function limitExceeded(message: string): ModelledError {
  return new ModelledError('LimitExceeded', 409, message);
}

export function malformedDocument(message: string): ModelledError {
  return new ModelledError('MalformedPolicyDocument', 400, message);
}

/** Something else has to go before. */
export function deleteConflict(message: string): ModelledError {
  return new ModelledError('DeleteConflict', 409, message);
}

/** A role that is AWS's own business, such as one of a service. */
export function unmodifiable(message: string): ModelledError {
  return new ModelledError('UnmodifiableEntity', 400, message);
}
