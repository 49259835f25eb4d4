import { describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import { context as planContext } from './plan-context.ts';

const context = { ...planContext, partition: 'aws' };

const granted = (type: (typeof requestTypeNames)[number]) =>
  submissions[type].permissions(context).filter(({ effect }) => effect !== 'Deny');
const actionsOf = (type: (typeof requestTypeNames)[number]) =>
  granted(type)
    .flatMap(({ actions }) => actions)
    .sort();
const tagged = { StringLike: { 'aws:RequestTag/countersign:request-id': '?*' } };

describe('what a creating function may do', () => {
  test('is what its creation calls, tagging on creation, and reading what a plan refers to', () => {
    expect(actionsOf('iam-role')).toEqual([
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:GetPolicy',
      'iam:GetPolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:PutRolePolicy',
      'iam:TagRole',
    ]);
    expect(actionsOf('iam-policy')).toEqual([
      'iam:CreatePolicy',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListPolicies',
      'iam:TagPolicy',
    ]);
    expect(actionsOf('rolesanywhere-profile')).toEqual([
      'iam:GetPolicy',
      'iam:GetRole',
      'iam:PassRole',
      'rolesanywhere:CreateProfile',
      'rolesanywhere:GetProfile',
      'rolesanywhere:ListProfiles',
      'rolesanywhere:ListTagsForResource',
      'rolesanywhere:TagResource',
    ]);
    expect(actionsOf('ram-permission')).toEqual([
      'ram:CreatePermission',
      'ram:GetPermission',
      'ram:TagResource',
    ]);
  });

  test('is confined: roles by path, boundary and tag', () => {
    expect(granted('iam-role')).toContainEqual({
      sid: 'CreateBoundedRoles',
      actions: ['iam:CreateRole'],
      resources: ['arn:aws:iam::111122223333:role/requested/*'],
      conditions: {
        StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/countersign-boundary' },
        ...tagged,
      },
    });
  });

  test('is confined: permissions by path, boundary and what may be attached', () => {
    const resources = ['arn:aws:iam::111122223333:role/requested/*'];
    const bounded = {
      StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/countersign-boundary' },
    };
    const attachable = 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess';
    const attaching = (patterns: string[]) => ({
      sid: 'AttachPolicies',
      actions: ['iam:AttachRolePolicy'],
      resources,
      conditions: { ...bounded, ArnLike: { 'iam:PolicyARN': patterns } },
    });
    expect(granted('iam-role')).toContainEqual({
      ...{ sid: 'PutPolicies', actions: ['iam:PutRolePolicy'], resources },
      conditions: bounded,
    });
    expect(granted('iam-role')).toContainEqual(attaching(['arn:aws:iam::111122223333:policy/requested/*']));
    const grantedWith = (attachablePolicies: string[]) => {
      const guardrails = { ...context.guardrails, attachablePolicies };
      return submissions['iam-role'].permissions({ ...context, guardrails });
    };
    expect(grantedWith([attachable])).toContainEqual(attaching([attachable]));
    expect(grantedWith([]).filter(({ sid }) => sid === 'AttachPolicies')).toEqual([]);
  });

  test('is confined: profiles to roles of the guardrail path, passed to Roles Anywhere alone', () => {
    expect(granted('rolesanywhere-profile')).toContainEqual({
      sid: 'PassRequestedRoles',
      actions: ['iam:PassRole'],
      resources: ['arn:aws:iam::111122223333:role/requested/*'],
      conditions: { StringEquals: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' } },
    });
  });

  test.each(requestTypeNames)('%s: whatever creates or tags asks for the request id', (type) => {
    const writing = granted(type).filter(({ actions }) =>
      actions.some((action) => /:(Create|Tag)/.test(action)),
    );
    expect(writing.length).toBeGreaterThan(0);
    for (const { conditions } of writing) expect(conditions).toMatchObject(tagged);
  });

  test.each(requestTypeNames)('%s: everything, where AWS knows no resource for the action', (type) => {
    const everywhere = granted(type).filter(({ resources }) => resources.includes('*'));
    const known = [
      'iam:ListPolicies',
      'ram:CreatePermission',
      'rolesanywhere:CreateProfile',
      'rolesanywhere:ListProfiles',
      'rolesanywhere:ListTagsForResource',
    ];
    expect(known).toEqual(expect.arrayContaining(everywhere.flatMap(({ actions }) => actions)));
  });

  const deniedTo = (type: (typeof requestTypeNames)[number]) =>
    submissions[type].permissions(context).filter(({ effect }) => effect === 'Deny');

  test.each(['iam-role', 'iam-policy', 'rolesanywhere-profile'] as const)(
    '%s: never to change, remove or assume what was created',
    (type) => {
      expect(deniedTo(type).flatMap(({ actions }) => actions)).toEqual(
        expect.arrayContaining([
          ...['iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
          ...['iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:DetachRolePolicy'],
          ...['iam:DeleteRolePermissionsBoundary', 'iam:CreatePolicyVersion', 'sts:AssumeRole'],
        ]),
      );
    },
  );

  test('only the creator of roles gives permissions, and never outside the boundary', () => {
    const permitting = (type: (typeof requestTypeNames)[number]) =>
      deniedTo(type).find(({ actions }) => actions.includes('iam:PutRolePolicy'));
    expect(permitting('iam-policy')).not.toHaveProperty('conditions');
    expect(permitting('rolesanywhere-profile')).not.toHaveProperty('conditions');
    expect(permitting('iam-role')).toMatchObject({
      resources: ['arn:aws:iam::111122223333:role/*'],
      conditions: {
        StringNotEquals: {
          'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/countersign-boundary',
        },
      },
    });
  });

  test('follows the partition', () => {
    const [first] = submissions['iam-role'].permissions({ ...context, partition: 'aws-cn' });
    expect(first?.resources).toEqual(['arn:aws-cn:iam::111122223333:role/requested/*']);
  });

  test.each(requestTypeNames)('%s: names no other partition than the stack’s', (type) => {
    for (const partition of ['aws-us-gov', 'aws-cn', 'aws-iso-f', 'PARTITION']) {
      const place = { ...context, region: 'REGION', partition };
      const statements = [
        ...submissions[type].permissions(place),
        ...submissions[type].inspectionPermissions(place),
      ];
      expect(
        statements.flatMap(({ resources }) => resources).filter((arn) => arn !== '*').length,
      ).toBeGreaterThan(0);
      for (const { resources, conditions = {} } of statements)
        expect(
          [...resources, ...JSON.stringify(conditions).split('"')].filter(
            (arn) => arn.startsWith('arn:') && !arn.startsWith(`arn:${partition}:`),
          ),
        ).toEqual([]);
    }
  });

  test.each(requestTypeNames)('%s: each statement has a name of its own', (type) => {
    const sids = submissions[type].permissions(context).map(({ sid }) => sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.every((sid) => /^[A-Za-z0-9]+$/.test(sid))).toBe(true);
  });
});
