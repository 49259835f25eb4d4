import { describe, expect, test } from '@jest/globals';
import {
  boundaryArnOf,
  isOwnName,
  namesOwnResource,
  ownResourcePatterns,
} from '../../../domain/aws/own-resources.ts';
import { analyse } from '../../../domain/policy/analysis/analyse.ts';
import { context, withGuardrails } from '../request-types/plan-context.ts';

describe("Countersign's own resources", () => {
  test('are known by their name in any case', () => {
    expect(['countersign-x', 'Countersign-X'].map(isOwnName)).toEqual([true, true]);
    expect(['countersignature', 'my-countersign-x'].map(isOwnName)).toEqual([false, false]);
  });

  test('are named by each of their patterns, but for those that tell how they are deployed', () => {
    const own = ownResourcePatterns(context).filter((pattern) => !pattern.includes('cdk-'));
    expect(own.length).toBeGreaterThan(20);
    for (const pattern of own)
      expect({ pattern, named: namesOwnResource(pattern, context.account) }).toEqual({
        pattern,
        named: true,
      });
  });

  test('have patterns for the account, region and partition they are in', () => {
    const patterns = ownResourcePatterns({ account: '444455556666', region: 'us-gov-west-1' });
    expect(patterns).toContain('arn:aws-us-gov:iam::444455556666:role/countersign-*');
    expect(patterns).toContain('arn:aws-us-gov:dynamodb:us-gov-west-1:444455556666:table/countersign-*');
    expect(patterns).toContain('arn:aws-us-gov:s3:::countersign-*');
    expect(patterns).toContain('arn:aws-us-gov:apigateway:us-gov-west-1::/restapis/countersign-*');
  });

  const ownApi = 'arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5';
  const mapping = 'arn:aws:lambda:us-east-1:111122223333:event-source-mapping:0f1e2d3c';
  const key = 'arn:aws:kms:us-east-1:111122223333:key/4d5e6f';
  const ownResources = ownResourcePatterns(context, [ownApi, `${ownApi}/*`, mapping, key]);
  const reaches = (Action: string, Resource: string) =>
    analyse(
      'managed',
      { Statement: { Effect: 'Allow', Action, Resource } },
      { account: context.account, trustedAccounts: [], pointer: '', ownResources },
    ).some(({ code, severity }) => code === 'OWN_RESOURCES' && severity === 'high');
  const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  const cdk = (kind: string) => role(`cdk-hnb659fds-${kind}-role-111122223333-us-east-1`);

  test.each([
    ['sts:AssumeRole', cdk('deploy')],
    ['sts:AssumeRole', cdk('cfn-exec')],
    ['sts:AssumeRole', cdk('file-publishing')],
    ['sts:AssumeRole', cdk('image-publishing')],
    ['sts:AssumeRole', cdk('lookup')],
    ['sts:AssumeRole', role('cdk-teamone-deploy-role-111122223333-us-east-1')],
    ['sts:AssumeRole', role('cdk-*')],
    ['iam:PassRole', cdk('cfn-exec')],
    ['s3:PutObject', 'arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1/*'],
    ['s3:PutObject', 'arn:aws:s3:::cdk-*'],
    ['apigateway:PATCH', 'arn:aws:apigateway:us-east-1::/restapis/*'],
    ['apigateway:PATCH', 'arn:aws:apigateway:*::/*'],
    ['apigateway:PUT', `${ownApi}/resources/*/methods/POST`],
    ['apigateway:DELETE', ownApi],
    ['apigateway:*', 'arn:aws:apigateway:us-east-1::/restapis/a1*'],
    ['lambda:DeleteEventSourceMapping', mapping],
    ['lambda:UpdateEventSourceMapping', 'arn:aws:lambda:*:*:event-source-mapping:*'],
    ['secretsmanager:UpdateSecretVersionStage', 'arn:aws:secretsmanager:*:*:secret:*'],
    ['kms:ScheduleKeyDeletion', key],
    ['kms:Sign', 'arn:aws:kms:*:111122223333:key/*'],
    ['dynamodb:GetRecords', 'arn:aws:dynamodb:*:*:table/*/stream/*'],
    ['ssm:PutParameter', 'arn:aws:ssm:us-east-1:111122223333:parameter/countersign/kill-switch'],
    ['cloudformation:ContinueUpdateRollback', 'arn:aws:cloudformation:*:*:stack/*/*'],
  ])('are reached by %s on %s', (action, resource) => {
    expect(reaches(action, resource)).toBe(true);
  });

  test.each([
    ['sts:AssumeRole', role('cdk')],
    ['apigateway:PATCH', 'arn:aws:apigateway:us-east-1::/restapis/z9y8x7w6v5/*'],
    ['apigateway:GET', 'arn:aws:apigateway:us-east-1::/restapis/*'],
    ['lambda:DeleteEventSourceMapping', 'arn:aws:lambda:us-east-1:111122223333:event-source-mapping:99'],
    ['kms:Sign', 'arn:aws:kms:us-east-1:111122223333:key/99'],
    ['s3:PutObject', 'arn:aws:s3:::assets-111122223333/*'],
  ])('are not reached by %s on %s', (action, resource) => {
    expect(reaches(action, resource)).toBe(false);
  });

  test.each([
    '',
    '*',
    'arn',
    'arn:aws:iam',
    'arn:aws:iam::111122223333:role/x',
    'arn:aws:s3:::b/countersign-x',
  ])('are not named by %j', (arn) => {
    expect(namesOwnResource(arn, context.account)).toBe(false);
  });

  test('include the default boundary, unless the configuration names another', () => {
    expect(namesOwnResource(boundaryArnOf(context.guardrails, context), context.account)).toBe(true);
    const permissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    expect(boundaryArnOf(withGuardrails({ permissionsBoundary }).guardrails, context)).toBe(
      permissionsBoundary,
    );
  });
});
