import { describe, expect, test } from '@jest/globals';
import { exampleWith, listed, planned, withGuardrails } from './plan-context.ts';

describe('parameters that are no object', () => {
  test.each([
    [undefined, 'missing'],
    [null, 'wrong-type'],
    [[], 'wrong-type'],
    ['{}', 'wrong-type'],
  ])('%j is refused as a whole', (parameters, code) => {
    expect(planned('iam-role', parameters)).toMatchObject({ problems: [{ pointer: '/parameters', code }] });
  });

  test('keys that an object inherits are fields like any other', () => {
    const text = JSON.stringify(exampleWith('iam-role', {}));
    const parameters: unknown = JSON.parse(text.replace('{', '{"__proto__":{"Path":"/x/"},"constructor":1,'));
    expect(listed(planned('iam-role', parameters))).toEqual([
      'unknown-field /__proto__',
      'unknown-field /constructor',
    ]);
  });
});

describe('all problems at once', () => {
  test('of a role: schema, document, guardrails and tags', () => {
    const result = planned('iam-role', {
      RoleName: 'AWSReservedSSO_a/b',
      roleName: 'x',
      Path: 'elsewhere',
      MaxSessionDuration: 1,
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
      AssumeRolePolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: ['arn:aws:iam::111122223333:role/countersign-create-iam-role'] },
          Action: 'organizations:LeaveOrganization',
        },
      },
      Tags: [{ Key: 'a', Value: 'aws:x' }, { Key: 'A' }, 7],
    });
    expect(listed(result).sort()).toEqual([
      'action-not-allowed /AssumeRolePolicyDocument/Statement/Action',
      'duplicate /Tags/1/Key',
      'guardrail-forbidden-action /AssumeRolePolicyDocument/Statement/Action',
      'guardrail-own-resource /AssumeRolePolicyDocument/Statement/Principal/AWS/0',
      'guardrail-path /Path',
      'guardrail-permissions-boundary /PermissionsBoundary',
      'guardrail-role-name /RoleName',
      'missing /Tags/1/Value',
      'pattern /Path',
      'pattern /RoleName',
      'reserved-prefix /Tags/0/Value',
      'too-small /MaxSessionDuration',
      'unknown-field /roleName',
      'wrong-type /Tags/2',
    ]);
  });

  test('of a profile: a faulty role does not hide another that the guardrails refuse', () => {
    const roleArns = [
      'r',
      'arn:aws:iam::111122223333:role/elsewhere',
      'arn:aws:iam::111122223333:role/countersign-x',
    ];
    expect(listed(planned('rolesanywhere-profile', { roleArns, sessionPolicy: '{' }))).toEqual([
      'missing /name',
      'pattern /roleArns/0',
      'not-json /sessionPolicy',
      'guardrail-path /roleArns/0',
      'guardrail-path /roleArns/1',
      'guardrail-own-resource /roleArns/2',
      'guardrail-path /roleArns/2',
    ]);
  });

  test('of a permission: what RAM does not take and what the guardrails do not list', () => {
    const where = withGuardrails({ allowedResourceTypes: ['ssm:Parameter'], allowedTagKeys: ['team'] });
    const parameters = { resourceType: 'ec2:Subnet', policyTemplate: 3, tags: [{ key: 'owner', value: '' }] };
    expect(listed(planned('ram-permission', parameters, where))).toEqual([
      'missing /name',
      'wrong-type /policyTemplate',
      'unsupported-resource-type /resourceType',
      'guardrail-resource-type /resourceType',
      'guardrail-tag-key /tags/0/key',
    ]);
  });

  test('every problem says what to do in a sentence', () => {
    const result = planned('iam-role', exampleWith('iam-role', { Path: null, RoleName: 3, Tags: {}, x: 1 }));
    expect(listed(result)).toHaveLength(4);
    for (const { detail } of result.ok ? [] : result.problems) expect(detail).toMatch(/^[A-Z].+\.$/);
  });
});
