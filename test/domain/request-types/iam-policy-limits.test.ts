import { describeLimits, tag, tags } from './limits.ts';

const path = (length: number) => `/requested/${'p'.repeat(length - 12)}/`;
const document = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';

describeLimits('iam-policy', [
  ['PolicyName', 'p', '', 'too-short /PolicyName'],
  ['PolicyName', 'p'.repeat(128), 'p'.repeat(129), 'too-long /PolicyName'],
  ['PolicyName', 'aZ_9+=,.@-', 'p*', 'pattern /PolicyName'],
  ['PolicyName', 'p', undefined, 'missing /PolicyName'],
  ['PolicyDocument', document, undefined, 'missing /PolicyDocument'],
  ['PolicyDocument', document, 1, 'wrong-type /PolicyDocument'],
  ['Path', path(512), path(513), 'too-long /Path'],
  ['Path', '/requested/aZ9.,+@=_-/', '/requested/a!/', 'pattern /Path'],
  ['Path', '/requested/a/', '/requested//', 'pattern /Path'],
  ['Description', 'd'.repeat(1000), 'd'.repeat(1001), 'too-long /Description'],
  ['Description', '😀'.repeat(1000), '😀'.repeat(1001), 'too-long /Description'],
  ['Description', '日本語', '\u0000', 'pattern /Description'],
  ['Description', '😀', '\ud83d', 'pattern /Description'],
  ['Tags', tags(49), tags(50), 'too-many /Tags'],
  ['Tags', [...tag('k'), ...tag('l')], [...tag('k'), ...tag('K')], 'duplicate /Tags/1/Key'],
  ['Tags', tag('k'), tag('AWS:k'), 'reserved-prefix /Tags/0/Key'],
  ['MaxSessionDuration', undefined, 3600, 'unknown-field /MaxSessionDuration'],
]);
