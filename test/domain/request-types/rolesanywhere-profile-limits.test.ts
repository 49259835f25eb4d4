import { describeLimits, lowerTag, lowerTags, tag } from './limits.ts';

const roleArn = (name: string) => `arn:aws:iam::111122223333:role/requested/${name}`;
const longRoleArn = (length: number) => `${roleArn('').padEnd(length - 2, 'p')}/r`;
const policyArn = (length: number) => 'arn:aws:iam::aws:policy/'.padEnd(length, 'p');
const ownPolicy = 'arn:aws:iam::111122223333:policy/p';
const foreignPolicy = 'arn:aws:iam::444455556666:policy/p';

describeLimits('rolesanywhere-profile', [
  ['name', 'n'.repeat(255), 'n'.repeat(256), 'too-long /name'],
  ['name', 'a Z-9_', 'a.b', 'pattern /name'],
  ['name', 'n', '', 'too-short /name'],
  ['name', 'n', undefined, 'missing /name'],
  ['roleArns', [], undefined, 'missing /roleArns'],
  ['roleArns', Array(250).fill(roleArn('r')), Array(251).fill(roleArn('r')), 'too-many /roleArns'],
  ['roleArns', [roleArn('a/b/r')], ['requested/r'], 'pattern /roleArns/0'],
  ['roleArns', [roleArn('r'.repeat(64))], [roleArn('r'.repeat(65))], 'pattern /roleArns/0'],
  ['roleArns', [longRoleArn(1011)], [longRoleArn(1012)], 'too-long /roleArns/0'],
  ['roleArns', [], ['arn:aws:sts::111122223333:assumed-role/requested/r'], 'pattern /roleArns/0'],
  ['roleArns', [], [''], 'too-short /roleArns/0'],
  ['roleArns', [], [null], 'wrong-type /roleArns/0'],
  ['durationSeconds', 900, 899, 'too-small /durationSeconds'],
  ['durationSeconds', 43_200, 43_201, 'too-big /durationSeconds'],
  ['durationSeconds', 901, 900.5, 'wrong-type /durationSeconds'],
  ['enabled', false, 'false', 'wrong-type /enabled'],
  ['requireInstanceProperties', true, 1, 'wrong-type /requireInstanceProperties'],
  ['managedPolicyArns', Array(10).fill(ownPolicy), Array(11).fill(ownPolicy), 'too-many /managedPolicyArns'],
  ['managedPolicyArns', [policyArn(200)], [policyArn(201)], 'too-long /managedPolicyArns/0'],
  ['managedPolicyArns', [ownPolicy], [foreignPolicy], 'foreign-account /managedPolicyArns/0'],
  ['managedPolicyArns', [], ['arn:aws-cn:iam::aws:policy/p'], 'wrong-partition /managedPolicyArns/0'],
  ['managedPolicyArns', [], ['arn:aws-nowhere:iam::aws:policy/p'], 'pattern /managedPolicyArns/0'],
  ['managedPolicyArns', [], ['ReadOnlyAccess'], 'pattern /managedPolicyArns/0'],
  ['sessionPolicy', undefined, null, 'wrong-type /sessionPolicy'],
  ['tags', lowerTags(199), lowerTags(200), 'too-many /tags'],
  ['tags', lowerTag('k'.repeat(128)), lowerTag('k'.repeat(129)), 'too-long /tags/0/key'],
  ['tags', lowerTag('aZ 9_.:/=+@-'), lowerTag('é'), 'pattern /tags/0/key'],
  ['tags', lowerTag('k', 'v'.repeat(256)), lowerTag('k', 'v'.repeat(257)), 'too-long /tags/0/value'],
  [
    'tags',
    [...lowerTag('k'), ...lowerTag('K')],
    [...lowerTag('k'), ...lowerTag('k')],
    'duplicate /tags/1/key',
  ],
  ['tags', lowerTag('k'), lowerTag('k', 'aws:v'), 'reserved-prefix /tags/0/value'],
  ['tags', lowerTag('k'), tag('k'), 'missing /tags/0/key'],
  ['acceptRoleSessionName', undefined, false, 'refused-field /acceptRoleSessionName'],
  ['clientToken', undefined, 'c', 'refused-field /clientToken'],
]);
