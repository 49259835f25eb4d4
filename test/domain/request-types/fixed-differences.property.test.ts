import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tagMap } from '../../../domain/aws/read-back.ts';
import { requestIdTag } from '../../../domain/plan.ts';
import type { Difference } from '../../../domain/request-types/difference.ts';
import { difference as policyDifference } from '../../../domain/request-types/iam-policy/difference.ts';
import { planned as plannedPolicy } from '../../../domain/request-types/iam-policy/plan.ts';
import { onlyCall } from '../../../domain/request-types/planned-call.ts';
import { difference as permissionDifference } from '../../../domain/request-types/ram-permission/difference.ts';
import { planned as plannedPermission } from '../../../domain/request-types/ram-permission/plan.ts';
import { difference as profileDifference } from '../../../domain/request-types/rolesanywhere-profile/difference.ts';
import { planned as plannedProfile } from '../../../domain/request-types/rolesanywhere-profile/plan.ts';
import { requestFor } from './plan-context.ts';

const statement = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' };
const requests = {
  policy: requestFor('iam-policy'),
  permission: requestFor('ram-permission'),
  profile: requestFor('rolesanywhere-profile', {
    sessionPolicy: { Version: '2012-10-17', Statement: statement },
    managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/SecurityAudit'],
  }),
};
const parametersOf = (type: keyof typeof requests) => onlyCall(requests[type].plan).parameters;

/** Each type that one call creates: what differs from its plan where these parts of what is there were changed. */
const types: Readonly<
  Record<string, { parts: readonly string[]; compare: (changed: ReadonlySet<string>) => Difference }>
> = {
  'iam-policy': {
    parts: ['PolicyName', 'Path', 'PolicyDocument', 'Description'],
    compare(changed) {
      const { PolicyDocument, Tags, ...planned } = plannedPolicy.parse(parametersOf('policy'));
      const policy = { ...planned, ...Object.fromEntries([...changed].map((part) => [part, 'other'])) };
      const document = changed.has('PolicyDocument') ? '{"Version":"2012-10-17"}' : PolicyDocument;
      return policyDifference(requests.policy, {
        arn: 'a',
        properties: {},
        tags: tagMap(Tags),
        policy,
        document,
      });
    },
  },
  'ram-permission': {
    parts: ['name', 'resourceType', 'policyTemplate'],
    compare(changed) {
      const {
        policyTemplate,
        tags,
        clientToken: _token,
        ...planned
      } = plannedPermission.parse(parametersOf('permission'));
      const template = changed.has('policyTemplate') ? '{"Effect":"Allow"}' : policyTemplate;
      const other = Object.fromEntries([...changed].map((part) => [part, 'other']));
      const permission = { ...planned, ...other, permission: template };
      return permissionDifference(requests.permission, {
        arn: 'a',
        properties: {},
        tags: tagMap(tags),
        permission,
      });
    },
  },
  'rolesanywhere-profile': {
    parts: ['roleArns', 'durationSeconds', 'enabled', 'managedPolicyArns', 'sessionPolicy'],
    compare(changed) {
      const { tags, ...planned } = plannedProfile.parse(parametersOf('profile'));
      const profile = {
        ...planned,
        // AWS does not keep their order.
        managedPolicyArns: (planned.managedPolicyArns ?? []).toReversed(),
        ...(changed.has('roleArns') && { roleArns: [] }),
        ...(changed.has('durationSeconds') && { durationSeconds: 900 }),
        ...(changed.has('enabled') && { enabled: !planned.enabled }),
        ...(changed.has('managedPolicyArns') && { managedPolicyArns: ['x'] }),
        ...(changed.has('sessionPolicy') && { sessionPolicy: '{}' }),
      };
      return profileDifference(requests.profile, { arn: 'a', properties: {}, tags: tagMap(tags), profile });
    },
  },
};

describe.each(Object.entries(types))(
  'the difference between a plan and what there is, of a type %s,',
  (_type, { parts, compare }) => {
    test('is none without a change, names each change, and has nothing to send', () => {
      fc.assert(
        fc.property(fc.subarray([...parts]), (changed) => {
          const { operations, missing, extra, irreparable } = compare(new Set(changed));
          expect({ operations, missing, extra }).toEqual({ operations: [], missing: [], extra: [] });
          expect(irreparable).toEqual(changed.map((part) => ({ part, is: 'changed' })));
        }),
      );
    });
  },
);

test('tags differ by key, but for ours', () => {
  const tag = fc.tuple(fc.constantFrom('team', 'cost', requestIdTag), fc.constantFrom('a', 'b'));
  const { PolicyDocument: document, ...policy } = plannedPolicy.parse(parametersOf('policy'));
  const planned = tagMap(policy.Tags);
  fc.assert(
    fc.property(fc.array(tag), (there) => {
      const tags = new Map<string, string>(there);
      const { extra, irreparable } = policyDifference(requests.policy, {
        ...{ arn: 'a', properties: {}, tags, policy, document },
      });
      const named = [...extra, ...irreparable].map(({ which }) => which);
      const keys = [...new Set([...planned.keys(), ...tags.keys()])].filter((key) => key !== requestIdTag);
      expect(named.sort()).toEqual(keys.filter((key) => planned.get(key) !== tags.get(key)).sort());
      expect(extra.every(({ which = '' }) => !planned.has(which))).toBe(true);
    }),
  );
});
