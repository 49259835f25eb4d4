import { invalidInput } from './errors.ts';
import type { Tags } from './state.ts';

/** Throws `InvalidInput` for keys that differ in nothing but case, and for AWS's own prefix, as CreateRole does. */
export function checkTags(tags: Tags): void {
  const keys = tags.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw invalidInput('aws: prefixed tag key names are not allowed for external use.');
  }
}
