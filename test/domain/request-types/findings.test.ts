import { describe, expect, test } from '@jest/globals';
import { riskOf } from '../../../domain/finding.ts';
import { analyserWith } from '../../../domain/policy/analysis/analyser.ts';
import { type RequestTypeName, requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import type { PlanContext } from '../../../domain/request-types/request-type.ts';
import { callOf, context, withGuardrails } from './plan-context.ts';

const lenient = withGuardrails({ forbiddenActions: [] });

function findingsOf(
  type: RequestTypeName,
  changes: Readonly<Record<string, unknown>>,
  where: PlanContext = lenient,
) {
  return submissions[type].analyse([callOf(type, changes, where)], where, analyserWith({}), []);
}

const allow = (Action: string, Resource = '*') => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource },
});

describe('findings', () => {
  test.each(requestTypeNames)('of the %s example: none above low', (type) => {
    expect(findingsOf(type, {}).filter(({ severity }) => severity !== 'low')).toEqual([]);
  });

  test.each([
    ['iam-policy', { PolicyDocument: allow('*') }, '/parameters/PolicyDocument/Statement'],
    ['rolesanywhere-profile', { sessionPolicy: allow('iam:*') }, '/parameters/sessionPolicy/Statement'],
    ['iam-role', { AssumeRolePolicyDocument: anyone() }, '/parameters/AssumeRolePolicyDocument/Statement'],
  ] as const)('of a document of %s, at the place where it stood', (type, changes, at) => {
    const findings = findingsOf(type, changes);
    expect(findings.length).toBeGreaterThan(0);
    for (const { pointer } of findings) expect(pointer.startsWith(at)).toBe(true);
  });

  test('of accounts: those the guardrails trust are no strangers', () => {
    const AssumeRolePolicyDocument = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:role/partner' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'c0ffee-partner' } },
      },
    };
    const codes = (where: PlanContext) =>
      findingsOf('iam-role', { AssumeRolePolicyDocument }, where).map(({ code }) => code);
    expect(codes(context)).toContain('TRUST_UNKNOWN_ACCOUNT');
    expect(codes(withGuardrails({ trustedAccounts: ['444455556666'] }))).not.toContain(
      'TRUST_UNKNOWN_ACCOUNT',
    );
  });

  test('of organizations: those the guardrails trust are no strangers', () => {
    const AssumeRolePolicyDocument = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      },
    };
    const risk = (where: PlanContext) => riskOf(findingsOf('iam-role', { AssumeRolePolicyDocument }, where));
    expect(risk(context)).toBe('high');
    expect(risk(withGuardrails({ trustedOrganizations: ['o-a1b2c3d4e5'] }))).toBe('medium');
  });

  test("of a wildcard that reaches Countersign's own resources", () => {
    const PolicyDocument = allow('dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:111122223333:table/*');
    expect(findingsOf('iam-policy', { PolicyDocument })).toContainEqual(
      expect.objectContaining({ severity: 'high', code: 'OWN_RESOURCES' }),
    );
  });

  test('of names that nothing has, for whoever knows all names', () => {
    const where = context;
    const call = callOf('iam-policy', { PolicyDocument: allow('s3:GetObjct', 'arn:aws:s3:::b/*') }, where);
    const analyser = analyserWith({ services: { s3: { actions: ['GetObject'] } } });
    const findings = submissions['iam-policy'].analyse([call], where, analyser, []);
    expect(findings.some(({ message }) => message.includes('s3:GetObject'))).toBe(true);
  });

  test('of sessions that outlast half a working day, or a whole one', () => {
    expect(findingsOf('iam-role', { MaxSessionDuration: 14_400 })).toEqual([]);
    expect(findingsOf('iam-role', { MaxSessionDuration: 28_800 })).toMatchObject([{ severity: 'low' }]);
    expect(findingsOf('iam-role', { MaxSessionDuration: 43_200 })).toMatchObject([
      { code: 'LONG_SESSION', severity: 'medium', pointer: '/parameters/MaxSessionDuration' },
    ]);
    expect(findingsOf('rolesanywhere-profile', { durationSeconds: 28_801 })).toMatchObject([
      { code: 'LONG_SESSION', pointer: '/parameters/durationSeconds' },
    ]);
  });

  test('of a role that the console cannot switch to', () => {
    expect(findingsOf('iam-role', { RoleName: 'r'.repeat(53) })).toEqual([]);
    expect(findingsOf('iam-role', { RoleName: 'r'.repeat(54) })).toMatchObject([
      { code: 'ROLE_NOT_IN_CONSOLE', severity: 'low', pointer: '/parameters/RoleName' },
    ]);
  });

  test('of a profile without roles', () => {
    expect(findingsOf('rolesanywhere-profile', { roleArns: [] })).toMatchObject([
      { code: 'PROFILE_WITHOUT_ROLES', severity: 'low', pointer: '/parameters/roleArns' },
    ]);
  });

  test('of a resource type newer than our list', () => {
    expect(findingsOf('ram-permission', { resourceType: 'imagebuilder:NewThing' })).toContainEqual(
      expect.objectContaining({ code: 'RAM_RESOURCE_TYPE_UNKNOWN', severity: 'low' }),
    );
  });
});

function anyone() {
  return {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
  };
}
