import { describe, expect, test } from '@jest/globals';
import { context, problemsOf, withGuardrails } from './plan-context.ts';

/** A document as it would arrive, where `undefined` takes an element out. */
const allowing = (elements: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...elements }],
  });
const policyWith = (elements: object) => problemsOf('iam-policy', { PolicyDocument: allowing(elements) });
const ownArn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111122223333:${resource}`;

describe('what the guardrails refuse', () => {
  test('a path that does not begin with theirs', () => {
    expect(problemsOf('iam-role', { Path: '/requested/team/' })).toEqual([]);
    expect(problemsOf('iam-role', { Path: '/' })).toEqual(['guardrail-path /Path']);
    expect(problemsOf('iam-policy', { Path: '/Requested/' })).toEqual(['guardrail-path /Path']);
    expect(problemsOf('iam-policy', { Path: '/countersign/' })).toEqual([
      'guardrail-path /Path',
      'guardrail-own-resource /Path',
    ]);
  });

  test('another boundary, but not theirs written out', () => {
    const own = 'arn:aws:iam::111122223333:policy/countersign-boundary';
    const other = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(problemsOf('iam-role', { PermissionsBoundary: own })).toEqual([]);
    expect(problemsOf('iam-role', { PermissionsBoundary: other })).toEqual([
      'guardrail-permissions-boundary /PermissionsBoundary',
    ]);
  });

  test.each([
    [{ Action: 'organizations:LeaveOrganization' }, '/Action'],
    [{ Action: 'ORGANIZATIONS:*' }, '/Action'],
    [{ Action: ['s3:*', 'organi?ations:List*'] }, '/Action/1'],
    [{ Action: '*' }, '/Action'],
    [{ Action: undefined, NotAction: 's3:*' }, '/NotAction'],
    [{ Action: undefined, NotAction: ['organizations:List*'] }, '/NotAction'],
  ])('an allowed action that a forbidden pattern covers: %j', (elements, at) => {
    expect(policyWith(elements)).toContain(`guardrail-forbidden-action /PolicyDocument/Statement/0${at}`);
  });

  test.each([
    { Action: 'organization:LeaveOrganization' },
    { Effect: 'Deny', Action: 'organizations:*' },
    { Action: undefined, NotAction: ['s3:*', 'Organizations:*'] },
  ])('but not %j', (elements) => {
    expect(policyWith(elements)).toEqual([]);
  });

  test.each([
    'arn:aws:iam::111122223333:role/countersign-create-iam-role',
    'arn:aws:iam::111122223333:policy/Countersign-boundary',
    'arn:aws:iam::*:role/countersign/*',
    ownArn('dynamodb', 'table/countersign-AuditTrail'),
    ownArn('lambda', 'function:countersign-submit-request:*'),
    ownArn('logs', 'log-group:/aws/lambda/countersign-submit-request:*'),
    ownArn('states', 'execution:countersign-approval:*'),
    'arn:aws:s3:::countersign-archive/*',
  ])('a document that reaches %s', (Resource) => {
    expect(policyWith({ Resource: ['arn:aws:s3:::b', Resource] })).toEqual([
      'guardrail-own-resource /PolicyDocument/Statement/0/Resource/1',
    ]);
  });

  test.each([
    [{ Resource: 'arn:aws:s3:::reports/countersign-2026/*' }],
    [{ Resource: 'arn:aws:iam::444455556666:role/countersign-reader' }],
    [{ Effect: 'Deny', Resource: 'arn:aws:iam::111122223333:role/countersign-*' }],
    [{ Resource: undefined, NotResource: 'arn:aws:iam::111122223333:role/countersign-*' }],
  ])('but not one with %j', (elements) => {
    expect(policyWith(elements)).toEqual([]);
  });

  test('names like our own, in any case', () => {
    expect(problemsOf('iam-role', { RoleName: 'CounterSign-x' })).toEqual([
      'guardrail-own-resource /RoleName',
    ]);
    expect(problemsOf('iam-policy', { PolicyName: 'countersign-boundary' })).toEqual([
      'guardrail-own-resource /PolicyName',
    ]);
    expect(problemsOf('ram-permission', { name: 'countersign-x' })).toEqual(['guardrail-own-resource /name']);
    expect(problemsOf('rolesanywhere-profile', { name: 'countersign-x' })).toEqual([
      'guardrail-own-resource /name',
    ]);
  });

  test('a role whose sessions would count as people', () => {
    expect(problemsOf('iam-role', { RoleName: 'awsreservedsso_Admin_0123' })).toEqual([
      'guardrail-role-name /RoleName',
    ]);
    const identities = [{ user: 'payments-deploy', slack: 'U0DEPLOY' }];
    expect(problemsOf('iam-role', { RoleName: 'payments-deploy' }, { ...context, identities })).toEqual([]);
  });

  test('role names that match an approver of a rule, in any case: such a role could approve what it asked for', () => {
    const approvers = [{ user: 'U0BOB' }, { role: 'Release-Managers-*' }];
    const approvals = [...context.approvals, { when: 'any' as const, approvers, quorum: 1, window: '1h' }];
    const where = { ...context, approvals };
    expect(problemsOf('iam-role', { RoleName: 'release-managers-payments' }, where)).toEqual([
      'guardrail-role-name /RoleName',
    ]);
    expect(problemsOf('iam-role', { RoleName: 'release-payments' }, where)).toEqual([]);
  });

  test('role names that match a machine, or whoever may ask for what only some may', () => {
    const identities = [...context.identities, { role: 'release-gate', machine: 'release-gate' }];
    const requesters = {
      'ram-permission': [{ role: 'platform-*' }, { role: 'network-*', account: '444455556666' }],
      'iam-policy': [{ role: '*' }],
      default: 'anyone' as const,
    };
    const where = { ...context, identities, requesters };
    for (const RoleName of ['platform-x', 'Platform-', 'RELEASE-GATE']) {
      expect(problemsOf('iam-role', { RoleName }, where)).toEqual(['guardrail-role-name /RoleName']);
    }
    for (const RoleName of ['platform', 'release-gate-2', 'network-x']) {
      expect(problemsOf('iam-role', { RoleName }, where)).toEqual([]);
    }
  });

  test('roles of other accounts and paths, and our boundary as a session policy', () => {
    const roleArns = ['arn:aws:iam::444455556666:role/requested/r'];
    const managedPolicyArns = ['arn:aws:iam::111122223333:policy/countersign-boundary'];
    expect(problemsOf('rolesanywhere-profile', { roleArns, managedPolicyArns })).toEqual([
      'guardrail-path /roleArns/0',
      'guardrail-own-resource /managedPolicyArns/0',
    ]);
  });

  test('tag keys and resource types that are not listed', () => {
    const where = withGuardrails({ allowedTagKeys: ['team'], allowedResourceTypes: ['ec2:IpamPool'] });
    const tags = [
      { key: 'team', value: '' },
      { key: 'Team', value: '' },
    ];
    expect(problemsOf('ram-permission', { tags }, where)).toEqual([
      'guardrail-resource-type /resourceType',
      'guardrail-tag-key /tags/1/key',
    ]);
  });
});
