import { describe, expect, test } from '@jest/globals';
import { synthesized } from './synthesized.ts';

/** What holds data, or an address that is written down elsewhere; another logical id would mean another one. */
const statefulResources = {
  AuditTrailTable5A8BB42B: 'AWS::DynamoDB::Table',
  WorkIndexTableB71BF6DD: 'AWS::DynamoDB::Table',
  SlackSecret83D92A0C: 'AWS::SecretsManager::Secret',
  AuditStoreBucketF6505C12: 'AWS::S3::Bucket',
  AuditStoreKey73C4F459: 'AWS::KMS::Key',
};
const statefulTypes = [
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::SecretsManager::Secret',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
];
const addresses = {
  ApiRestApiE35FEAFE: 'AWS::ApiGateway::RestApi',
  ApprovalWorkflowStateMachine8774E493: 'AWS::StepFunctions::StateMachine',
  RemovalWorkflowStateMachine3AFECA77: 'AWS::StepFunctions::StateMachine',
};

const { template } = await synthesized();

/** Logical id → type, of the resources of these types. */
function idsOf(types: readonly string[]): Record<string, string> {
  const found = types.flatMap((type) => Object.keys(template.byLogicalId(type)).map((id) => [id, type]));
  return Object.fromEntries(found);
}

describe('what holds data', () => {
  test('keeps its logical ids, or the next deployment would replace it', () => {
    expect(idsOf(statefulTypes)).toEqual(statefulResources);
  });

  test('outlives the stack, and whatever would replace it', () => {
    for (const type of statefulTypes) {
      for (const resource of template.all(type)) {
        expect(resource).toMatchObject({
          DeletionPolicy: expect.stringMatching(/^Retain/),
          UpdateReplacePolicy: 'Retain',
        });
      }
    }
  });

  // CloudFormation cannot take back what is protected from deletion, and its rollback would fail over it.
  test('goes with a deployment that failed before it was ever used, unless it is protected from deletion', () => {
    for (const type of statefulTypes) {
      for (const { Properties, DeletionPolicy } of template.all(type)) {
        const isProtected = Properties.DeletionProtectionEnabled === true;
        expect([type, DeletionPolicy]).toEqual([type, isProtected ? 'Retain' : 'RetainExceptOnCreate']);
      }
    }
  });

  test('is protected from deletion by hand where there is such a thing', () => {
    for (const { Properties } of template.all('AWS::DynamoDB::Table')) {
      expect(Properties.DeletionProtectionEnabled).toBe(true);
    }
  });
});

test('the API and the state machines keep their logical ids: Slack and running executions know where they are', () => {
  expect(idsOf(Object.values(addresses))).toEqual(addresses);
});
