import { ModelledError } from '../modelled-error.ts';

export function noSuchBucket(bucket: string): ModelledError {
  return new ModelledError('NoSuchBucket', 404, 'The specified bucket does not exist', {
    BucketName: bucket,
  });
}

export function noSuchKey(key: string, isMarker = false): ModelledError {
  const members = { Key: key, ...(isMarker && { DeleteMarker: true }) };
  return new ModelledError('NoSuchKey', 404, 'The specified key does not exist.', members);
}

export function noSuchVersion(key: string, version: string): ModelledError {
  const message = 'The specified version does not exist.';
  return new ModelledError('NoSuchVersion', 404, message, { Key: key, VersionId: version });
}

/** A delete marker that is asked for by its version. */
export function isDeleteMarker(): ModelledError {
  const message = 'The specified method is not allowed against this resource.';
  return new ModelledError('MethodNotAllowed', 405, message, { DeleteMarker: true });
}

export function preconditionFailed(condition: string): ModelledError {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new ModelledError('PreconditionFailed', 412, message, { Condition: condition });
}

/** A version under Object Lock. */
export function locked(): ModelledError {
  return new ModelledError('AccessDenied', 403, 'Access Denied because object protected by object lock.');
}

export function invalidArgument(message: string): ModelledError {
  return new ModelledError('InvalidArgument', 400, message);
}

export function invalidRequest(message: string): ModelledError {
  return new ModelledError('InvalidRequest', 400, message);
}

export function badDigest(name: string): ModelledError {
  const message = `The ${name} you specified did not match what we received.`;
  return new ModelledError('BadDigest', 400, message);
}

export function notImplemented(what: string): ModelledError {
  return new ModelledError('NotImplemented', 501, `The double does not do ${what}.`);
}
