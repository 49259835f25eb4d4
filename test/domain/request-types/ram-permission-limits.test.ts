import { describeLimits, lowerTag, lowerTags } from './limits.ts';

const template = '{"Effect":"Allow","Action":"imagebuilder:GetComponent"}';
const foreign = { Effect: 'Allow', Action: ['imagebuilder:GetComponent', 'ec2:RunInstances'] };

describeLimits('ram-permission', [
  ['name', 'n'.repeat(36), 'n'.repeat(37), 'too-long /name'],
  ['name', 'aZ9_.-', 'a b', 'pattern /name'],
  ['name', 'n', '', 'too-short /name'],
  ['name', 'n', undefined, 'missing /name'],
  ['resourceType', 'imagebuilder:Image', undefined, 'missing /resourceType'],
  ['resourceType', 'imagebuilder:Image', 'Image', 'pattern /resourceType'],
  ['resourceType', 'imagebuilder:Image', 'imagebuilder:image', 'misspelt-resource-type /resourceType'],
  ['resourceType', 'imagebuilder:NewThing', 'ec2:Subnet', 'unsupported-resource-type /resourceType'],
  ['policyTemplate', template, undefined, 'missing /policyTemplate'],
  ['policyTemplate', template, foreign, 'action-not-allowed /policyTemplate/Action/1'],
  ['policyTemplate', template, JSON.stringify(foreign), 'action-not-allowed /policyTemplate/Action/1'],
  ['policyTemplate', template, true, 'wrong-type /policyTemplate'],
  ['tags', lowerTags(49), lowerTags(50), 'too-many /tags'],
  ['tags', lowerTag('é', ''), lowerTag('é', '<'), 'pattern /tags/0/value'],
  [
    'tags',
    [...lowerTag('k'), ...lowerTag('K')],
    [...lowerTag('k'), ...lowerTag('k')],
    'duplicate /tags/1/key',
  ],
  ['tags', lowerTag('countersig:'), lowerTag('countersign:request-id'), 'guardrail-tag-key /tags/0/key'],
  ['clientToken', undefined, 'c', 'refused-field /clientToken'],
]);
