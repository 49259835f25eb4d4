import { describe, expect, test } from '@jest/globals';
import { requestIdTag } from '../../../domain/plan.ts';
import { callOf, context, withGuardrails } from './plan-context.ts';

describe('what the guardrails fill in', () => {
  test('a role gets path, boundary, duration and the request id', () => {
    expect(callOf('iam-role', { Tags: [{ Key: 'team', Value: 'a' }] }).parameters).toMatchObject({
      Path: '/requested/',
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/countersign-boundary',
      MaxSessionDuration: 3600,
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: requestIdTag, Value: context.requestId },
      ],
    });
  });

  test('a profile is enabled, its sessions last an hour; nothing else is added', () => {
    expect(
      callOf('rolesanywhere-profile', { durationSeconds: undefined, tags: undefined }).parameters,
    ).toEqual({
      name: 'payments-build-machines',
      roleArns: ['arn:aws:iam::111122223333:role/requested/payments-deploy'],
      durationSeconds: 3600,
      enabled: true,
      tags: [{ key: requestIdTag, value: context.requestId }],
    });
  });

  test('a permission has the request id as its token, and Allow however it was written', () => {
    const policyTemplate = { Effect: 'ALLOW', Action: ['imagebuilder:GetImage'] };
    expect(callOf('ram-permission', { policyTemplate }).parameters).toMatchObject({
      clientToken: context.requestId,
      policyTemplate: '{"Effect":"Allow","Action":["imagebuilder:GetImage"]}',
    });
  });

  test('the partition follows the region, a named boundary is taken as it is', () => {
    const china = { ...context, region: 'cn-north-1' };
    expect(callOf('iam-role', {}, china).parameters).toMatchObject({
      PermissionsBoundary: 'arn:aws-cn:iam::111122223333:policy/countersign-boundary',
    });
    const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    expect(callOf('iam-role', {}, withGuardrails({ permissionsBoundary })).parameters).toMatchObject({
      PermissionsBoundary: permissionsBoundary,
    });
  });
});
