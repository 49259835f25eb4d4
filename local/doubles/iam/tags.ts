import { invalidInput, limitExceeded } from './errors.ts';
import type { Tags } from './state.ts';

const maxTags = 50;

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

/** Tags with more of them; a key that is there already, in whatever case, gets the new value. */
export function withTags(before: Tags, more: Tags): Tags {
  checkTags(more);
  const tags = [
    ...withoutTags(
      before,
      more.map(({ Key }) => Key),
    ),
    ...more,
  ];
  if (tags.length > maxTags)
    throw limitExceeded(`The number of tags has reached the maximum limit of ${maxTags}.`);
  return tags;
}

export function withoutTags(before: Tags, keys: readonly string[]): Tags {
  const gone = keys.map((key) => key.toLowerCase());
  return before.filter(({ Key }) => !gone.includes(Key.toLowerCase()));
}
