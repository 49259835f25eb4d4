import { describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { trailWriters } from '../../lib/audit/audit-trail.ts';
import { boundaryArn, granted, trail } from './granted.ts';
import { synthesized } from './synthesized.ts';
import { type Statement, statementsOf } from './template.ts';

const { template } = await synthesized();

/** What every function may do. */
const traces = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];

function statements(name: string): Statement[] {
  return template
    .all('AWS::IAM::Policy')
    .filter(({ Properties }) => JSON.stringify(Properties.Roles) === `["<countersign-${name}>"]`)
    .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument));
}

function actionsOf(allowed: Statement[]): Record<string, string[]> {
  const actions: Record<string, string[]> = {};
  for (const { Action, Resource } of allowed) {
    for (const action of Action) actions[action] = [...(actions[action] ?? []), ...Resource];
  }
  return actions;
}

const functions = Object.entries(granted);
const names = Object.keys(granted);

describe("a function's role", () => {
  test.each(functions)('of %s grants exactly what it needs', (name, needed) => {
    const actions = actionsOf(statements(name).filter(({ Effect }) => Effect === 'Allow'));
    for (const action of traces) expect(actions[action]).toEqual(['*']);
    for (const action of logs) expect(actions[action]).toEqual([`</aws/lambda/countersign-${name}>`]);
    for (const action of [...traces, ...logs]) delete actions[action];
    expect(actions).toEqual(needed);
  });

  test.each(names)('of %s has no managed policies and no wildcard in an action', (name) => {
    const { Properties } = template.one('AWS::IAM::Role', { RoleName: `countersign-${name}` });
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(Properties.Path).toBe('/countersign/');
    const wild = statements(name).flatMap(({ Action }) => Action.filter((action) => action.includes('*')));
    expect(wild).toEqual([]);
  });

  test('changes nothing in IAM, RAM or Roles Anywhere unless it is that of a creating or removing function', () => {
    const others = names.filter((name) => !/^(create|remove)-/.test(name)).flatMap(statements);
    const changing = /^(sts:|(iam|ram|rolesanywhere):(?!Get|List))/;
    const changes = others.flatMap(({ Action }) => Action.filter((action) => changing.test(action)));
    expect(changes).toEqual([]);
  });

  test('is named by the policy of the audit trail if it may append, and only then', () => {
    const writers = functions.filter(([, needed]) => needed['dynamodb:PutItem']?.includes(trail));
    expect([...trailWriters].sort()).toEqual(writers.map(([name]) => name).sort());
  });
});

describe('a removing function', () => {
  const removers = names.filter((name) => name.startsWith('remove-'));
  const removals = removers
    .flatMap(statements)
    .filter(({ Action }) => Action.some((action) => /:(Attach|Detach|Delete|Disable)/.test(action)));

  test('there is for each type', () => {
    expect(removers).toEqual(requestTypeNames.map((type) => `remove-${type}`));
  });

  test('touches only what carries a request id, and creates nothing', () => {
    for (const { Condition } of removals) {
      expect(Condition).toMatchObject({ StringLike: { 'aws:ResourceTag/countersign:request-id': '?*' } });
    }
    const actions = removers.flatMap(statements).flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) => /^(iam|ram|rolesanywhere):(Create|Put|Update|Tag|Add|Pass)/.test(action)),
    ).toEqual([]);
  });

  test('attaches one policy alone, which denies everything', () => {
    const attaching = removers
      .flatMap(statements)
      .filter(({ Action }) => Action.includes('iam:AttachRolePolicy'));
    expect(attaching).toMatchObject([
      { Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AWSDenyAll' } } },
    ]);
  });
});

describe('a creating function', () => {
  test('creates only what carries a request id, and roles only inside the boundary', () => {
    const writes = /^(iam:(Create|Tag)|ram:(Create|Tag)|rolesanywhere:(Create|Tag))/;
    const creations = names
      .flatMap(statements)
      .filter(({ Effect, Action }) => Effect === 'Allow' && Action.some((action) => writes.test(action)));
    for (const { Condition } of creations) {
      expect(Condition).toMatchObject({ StringLike: { 'aws:RequestTag/countersign:request-id': '?*' } });
    }
    const [role] = creations.filter(({ Action }) => Action.includes('iam:CreateRole'));
    expect(role?.Condition).toMatchObject({ StringEquals: { 'iam:PermissionsBoundary': boundaryArn } });
  });

  test('passes roles only to Roles Anywhere', () => {
    const passing = names.flatMap(statements).filter(({ Action }) => Action.includes('iam:PassRole'));
    expect(passing.map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' } },
    ]);
  });

  const changing = [
    ...['iam:DeleteRole', 'iam:DeleteRolePermissionsBoundary', 'iam:DeleteRolePolicy'],
    ...['iam:DetachRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:UpdateAssumeRolePolicy'],
    'sts:AssumeRole',
  ];
  const permitting = ['iam:AttachRolePolicy', 'iam:PutRolePolicy'];
  const neverChange = (Action: string[]) => ({
    ...{ Sid: 'NeverChangeOrAssumeRoles', Effect: 'Deny', Action },
    Resource: ['arn:aws:iam::111122223333:role/requested/*'],
  });
  const neverChangePolicies = {
    Sid: 'NeverChangePolicies',
    Effect: 'Deny',
    Action: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'],
    Resource: ['arn:aws:iam::111122223333:policy/requested/*'],
  };
  const deniedTo = (name: string) => statements(name).filter(({ Effect }) => Effect === 'Deny');

  test.each(['create-iam-policy', 'create-rolesanywhere-profile'])(
    '%s can never change, permit, remove or assume what requests create',
    (name) => {
      expect(deniedTo(name)).toEqual([neverChange([...permitting, ...changing].sort()), neverChangePolicies]);
    },
  );

  test('create-iam-role gives permissions to roles inside the boundary alone, and takes none away', () => {
    expect(deniedTo('create-iam-role')).toEqual([
      neverChange(changing),
      {
        ...{ Sid: 'NeverPermitUnbounded', Effect: 'Deny', Action: permitting },
        Resource: ['arn:aws:iam::111122223333:role/*'],
        Condition: { StringNotEquals: { 'iam:PermissionsBoundary': boundaryArn } },
      },
      neverChangePolicies,
    ]);
  });
});
