import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, type Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { CountersignStack } from '../../lib/countersign-stack.ts';
import { unpackRelease } from '../support/release.ts';
import { everySetting } from './every-setting.ts';
import { defaultConfiguration, idleFunctions, synthesized, temporaryFolder } from './synthesized.ts';
import { parseTemplate } from './template.ts';

const { template } = await synthesized();
const { template: full } = await synthesized(everySetting);

describe('the kill switch', () => {
  /**
   * As released in 0.1.0, to the letter: CloudFormation's update of a parameter writes the template's value whatever has
   * changed, so a new word in the description would switch the kill switch off while an operator relies on it, and
   * rolling that deployment back would do so again (https://github.com/aws/aws-cdk/issues/25949).
   */
  const released = {
    KillSwitchParameter839CECC0: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        AllowedPattern: '^(on|off)$',
        Description: 'on: Countersign creates nothing and everything waits. off: it goes on.',
        Name: '/countersign/kill-switch',
        Type: 'String',
        Value: 'off',
      },
    },
  };

  test.each([
    ['the defaults', template],
    ['every setting, tags included', full],
  ])('is declared as it always was, with %s', (_, { byLogicalId }) => {
    expect(byLogicalId('AWS::SSM::Parameter')).toEqual(released);
  });

  describe('in a stack with tags of its own', () => {
    const tagged = (tag: (app: App, stack: Stack) => void) => {
      const app = new App();
      const stack = new CountersignStack(app, 'Countersign', {
        configuration: defaultConfiguration,
        functions: idleFunctions,
      });
      tag(app, stack);
      return stack;
    };
    const warning = Match.stringLikeRegexp(
      'The stack itself is tagged \\(team\\).*switches the kill switch off',
    );

    test('has none of them in its declaration, and a warning says what CloudFormation does with them', () => {
      const stack = tagged((app) => Tags.of(app).add('team', 'platform'));
      const { Resources } = z
        .object({ Resources: z.record(z.string(), z.unknown()) })
        .parse(Template.fromStack(stack).toJSON());
      expect(Resources.KillSwitchParameter839CECC0).toEqual(released.KillSwitchParameter839CECC0);
      Annotations.fromStack(stack).hasWarning('*', warning);
    });

    test('needs no warning where the tags are on resources only', () => {
      const stack = tagged((app) =>
        Tags.of(app).add('team', 'platform', { excludeResourceTypes: ['aws:cdk:stack'] }),
      );
      Template.fromStack(stack);
      Annotations.fromStack(stack).hasNoWarning('*', warning);
    });
  });
});

describe('a managed policy', () => {
  /**
   * None of these can change: another description or path means another policy, and CloudFormation makes no second one
   * under a name that is taken, so that every later deployment would fail
   * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html).
   */
  const released = {
    DefaultBoundaryPolicyDA2BEA45: {
      ManagedPolicyName: 'countersign-boundary',
      Path: '/',
      Description: 'Permissions boundary of the roles that are requested through Countersign',
    },
    AccessPoliciesrequester9DD95C57: {
      ManagedPolicyName: 'countersign-requester',
      Path: '/countersign/',
      Description: 'Asks for access through Countersign',
    },
    AccessPoliciesapiapprover9D1303E6: {
      ManagedPolicyName: 'countersign-api-approver',
      Path: '/countersign/',
      Description: 'Decides about access requests over HTTP',
    },
    AccessPoliciesauditorFA442F7E: {
      ManagedPolicyName: 'countersign-auditor',
      Path: '/countersign/',
      Description: 'Reads all that Countersign knows of requests',
    },
    AccessPoliciesoperatorE268215F: {
      ManagedPolicyName: 'countersign-operator',
      Path: '/countersign/',
      Description: 'Runs what the runbook of Countersign says',
    },
  };
  const policies = template.byLogicalId('AWS::IAM::ManagedPolicy');

  test('keeps its logical id, name, path and description, or no later deployment would succeed', () => {
    const fixed = Object.entries(policies).map(([id, { Properties }]) => {
      const { ManagedPolicyName, Path, Description } = Properties;
      return [id, { ManagedPolicyName, Path, Description }];
    });
    expect(Object.fromEntries(fixed)).toEqual(released);
  });

  test('stays when the stack goes: IAM deletes none that is attached, or the boundary of a role', () => {
    const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
    for (const policy of Object.values(policies)) expect(policy).toMatchObject(kept);
  });
});

/**
 * What of a type cannot change without another resource, as its documentation says of "Update requires: Replacement".
 * Of what has a fixed name there can be no other one.
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::Events::Rule': ['Name', 'EventBusName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 'Path', 'Description'],
  'AWS::IAM::Role': ['RoleName', 'Path'],
  'AWS::KMS::Alias': ['AliasName'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType'],
  'AWS::Logs::LogGroup': ['LogGroupName', 'LogGroupClass'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SSM::Parameter': ['Name', 'Type'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

test('nothing of release 0.1.0 has to be replaced by an upgrade, since names cannot be taken twice', () => {
  const outdir = temporaryFolder();
  unpackRelease(readFileSync(join(import.meta.dirname, '../fixtures/releases/0.1.0.json.zst')), outdir);
  const released = parseTemplate(readFileSync(join(outdir, 'Countersign.template.json'), 'utf8'));
  for (const [type, properties] of Object.entries(replacing)) {
    const now = template.byLogicalId(type);
    const fixedOf = (resource: { Properties: Record<string, unknown> } | undefined) =>
      properties.map((property) => [property, resource?.Properties[property]]);
    for (const [id, before] of Object.entries(released.byLogicalId(type))) {
      expect([id, fixedOf(now[id])]).toEqual([id, fixedOf(before)]);
    }
  }
});

describe('the role of the workflow', () => {
  const resources = z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown() }));
  const shape = z.object({ Resources: resources });

  test('waits for nothing, and the state machine for functions: IAM needs its time to know a role everywhere', async () => {
    const { templateFile } = await synthesized();
    const { Resources } = shape.parse(JSON.parse(readFileSync(templateFile, 'utf8')));
    const ids = Object.keys(Resources);
    const dependencies = (id: string) => {
      const text = JSON.stringify(Resources[id]);
      return ids.filter((other) => text.includes(`"${other}"`));
    };
    const [machine = ''] = ids.filter(
      (id) => Resources[id]?.Type === 'AWS::StepFunctions::StateMachine' && id.startsWith('ApprovalWorkflow'),
    );
    const role = 'ApprovalWorkflowRole7ECB7586';
    expect(dependencies(role)).toEqual([]);
    const functions = dependencies(machine).filter((id) => Resources[id]?.Type === 'AWS::Lambda::Function');
    expect(dependencies(machine)).toContain(role);
    expect(functions.length).toBeGreaterThanOrEqual(8);
    // Each of them waits for a role of its own and for a table, which take longer than IAM's caches.
    for (const id of functions) expect(dependencies(id)).toContain('AuditTrailTable5A8BB42B');
  });
});
