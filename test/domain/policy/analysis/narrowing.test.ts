import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Severity } from '../../../../domain/finding.ts';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import { escalationPaths } from '../../../../domain/policy/analysis/escalation.ts';
import { riskLists } from '../../../../domain/policy/analysis/risk-lists.ts';
import { lowered } from '../../../../domain/policy/analysis/severity.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../domain/policy/json.ts';
import type { PolicyKind } from '../../../../domain/policy/kind.ts';
import { alwaysMet, narrowing } from '../../../fixtures/policies/conditions.ts';
import { awsManaged, corpus } from '../../../fixtures/policies/corpus.ts';

const context = {
  account: '111122223333',
  trustedAccounts: [],
  pointer: '',
  ownResources: ['arn:aws:iam::111122223333:role/countersign/*'],
};

/** The severity of each finding by its code, but for the names that nobody knows. */
function rated(kind: PolicyKind, document: JsonObject): Record<string, Severity> {
  return Object.fromEntries(analyse(kind, document, context).map(({ code, severity }) => [code, severity]));
}

/** Each way to more permissions, each list of risks and each wildcard in a statement of its own. */
const everyRisk = [
  ...escalationPaths.map(({ actions, passesTo }) => (passesTo ? [...actions, 'iam:PassRole'] : [...actions])),
  ...riskLists.map(({ severities: byAction }) => [...byAction.keys()]),
  ['*'],
  ['iam:*'],
  ['s3:*'],
];
const everyFinding = (elements: JsonObject): JsonObject => ({
  Version: '2012-10-17',
  Statement: everyRisk.map((Action) => ({ Effect: 'Allow', Action, ...elements })),
});

describe('a condition that everyone meets', () => {
  const plain = rated('managed', everyFinding({ Resource: '*' }));
  const named = rated('managed', everyFinding({ Resource: 'arn:aws:iam::111122223333:role/?*' }));

  test('is tried on more than a hundred findings that are high or critical', () => {
    const grave = Object.values(plain).filter((severity) => severity === 'high' || severity === 'critical');
    expect(grave.length).toBeGreaterThan(100);
  });

  test.each(alwaysMet.map((Condition) => ({ Condition })))(
    '$Condition lowers none of them',
    ({ Condition }) => {
      expect(rated('managed', everyFinding({ Resource: '*', Condition }))).toEqual(plain);
      expect(
        rated('managed', everyFinding({ Resource: 'arn:aws:iam::111122223333:role/?*', Condition })),
      ).toEqual(named);
    },
  );
});

test.each(narrowing.map((Condition) => ({ Condition })))(
  '$Condition lowers findings by one level',
  ({ Condition }) => {
    const Action = ['iam:CreatePolicyVersion', 'secretsmanager:GetSecretValue', 'iam:UpdateAssumeRolePolicy'];
    const before = rated('managed', { Statement: { Effect: 'Allow', Action, Resource: '*' } });
    const after = rated('managed', { Statement: { Effect: 'Allow', Action, Resource: '*', Condition } });
    expect(after).toEqual(
      Object.fromEntries(Object.entries(before).map(([code, one]) => [code, lowered(one, 1)])),
    );
  },
);

describe('a tag of the principal', () => {
  const tagged = {
    Effect: 'Allow',
    Action: 'iam:CreatePolicyVersion',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'payments' } },
  };
  const severity = (...more: JsonObject[]) =>
    rated('managed', { Statement: [tagged, ...more] })['ESC:iam-create-policy-version'];

  test.each(['iam:TagRole', 'iam:Tag*', 'iam:TagUser', 'sts:TagSession'])(
    'narrows nothing for a holder who can give it to itself with %s',
    (Action) => {
      expect(severity()).toBe('high');
      expect(severity({ Effect: 'Allow', Action, Resource: '*' })).toBe('critical');
      expect(severity({ ...tagged, Action })).toBe('high');
      expect(severity({ Effect: 'Deny', Action, Resource: '*' })).toBe('high');
    },
  );
});

test('a key that stands twice, in other cases, counts with all its values', () => {
  const Condition = {
    StringEquals: { 'aws:PrincipalTag/team': 'payments' },
    StringLike: { 'aws:sourcevpc': 'vpc-1a2b3c4d', 'AWS:SourceVpc': '*' },
  };
  const { StringLike } = Condition;
  const policy = (tests: JsonObject): JsonObject => ({
    Statement: { Effect: 'Allow', Action: 'iam:CreatePolicyVersion', Resource: '*', Condition: tests },
  });
  expect(rated('managed', policy(Condition))['ESC:iam-create-policy-version']).toBe('high');
  expect(rated('managed', policy({ StringLike }))['ESC:iam-create-policy-version']).toBe('critical');
});

describe('any condition outside the list of those that narrow', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '*',
      'x',
      'true',
      'arn:aws:iam::111122223333:role/x',
      `\${aws:username}`,
      '0.0.0.0/0',
      '3600',
    ),
    fc.string({ maxLength: 20 }),
  );
  const values = fc.oneof(text, fc.array(text, { maxLength: 3 }));
  const base = fc.constantFrom(
    ...['StringEquals', 'StringLike', 'StringNotEquals', 'ArnLike', 'ArnNotEquals', 'Bool', 'IpAddress'],
    ...[
      'NumericLessThan',
      'NumericGreaterThan',
      'DateLessThan',
      'DateGreaterThan',
      'BinaryEquals',
      'NotIpAddress',
    ],
  );
  const operator = fc
    .tuple(fc.constantFrom('', 'ForAnyValue:', 'ForAllValues:'), base, fc.constantFrom('', 'IfExists'))
    .map((parts) => parts.join(''));
  const otherKey = fc.oneof(
    fc.constantFrom(
      ...[
        'aws:PrincipalAccount',
        'aws:PrincipalOrgID',
        'aws:PrincipalArn',
        'aws:PrincipalType',
        'aws:userid',
      ],
      ...[
        'aws:ResourceAccount',
        'aws:RequestedRegion',
        'aws:CurrentTime',
        'aws:EpochTime',
        'aws:TokenIssueTime',
      ],
      ...['aws:SecureTransport', 'aws:UserAgent', 'aws:Referer', 'aws:ViaAWSService', 'aws:CalledVia'],
      ...[
        'aws:RequestTag/x',
        'iam:PolicyARN',
        'iam:PermissionsBoundary',
        'ec2:CreateAction',
        'kms:ViaService',
      ],
    ),
    fc.string({ maxLength: 20 }).map((name) => `custom:${name}`),
  );
  const listedKey = fc.constantFrom(
    ...['aws:PrincipalTag/x', 'aws:ResourceTag/x', 'aws:SourceVpc', 'aws:SourceArn', 'aws:SourceAccount'],
    ...['iam:PassedToService', 'aws:MultiFactorAuthPresent', 'aws:SourceIp'],
  );
  const open = fc.constantFrom<JsonValue>('*', '?*', ['*', 'payments'], `\${aws:PrincipalTag/x}`, []);
  const added = fc.oneof(
    fc.tuple(operator, otherKey, values).map(([name, key, value]) => ({ [name]: { [key]: value } })),
    fc.tuple(fc.constantFrom('StringEquals', 'StringLike'), listedKey, open).map(([name, key, value]) => ({
      [name]: { [key]: value },
    })),
    fc
      .tuple(
        fc.constantFrom('StringEqualsIfExists', 'ForAllValues:StringLike', 'StringNotEquals'),
        listedKey,
        values,
      )
      .map(([name, key, value]) => ({ [name]: { [key]: value } })),
    fc.constantFrom(...alwaysMet),
  );
  const documents = [
    ...awsManaged.map(({ document }) => ({ kind: 'managed' as const, document })),
    ...corpus.filter(({ verdict }) => verdict === 'valid').map(({ kind, document }) => ({ kind, document })),
    { kind: 'managed' as const, document: everyFinding({ Resource: '*' }) },
  ].flatMap(({ kind, document }) => (isJsonObject(document) ? [{ kind, document }] : []));

  test('added to any document changes no severity', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), added, ({ kind, document }, condition) => {
        expect(rated(kind, withCondition(document, condition))).toEqual(rated(kind, document));
      }),
      { numRuns: 300 },
    );
  });
});

/** The document with the condition in every statement that allows, unless it has a test of that key already. */
function withCondition(document: JsonObject, added: JsonObject): JsonObject {
  if (!('Statement' in document)) return conditioned(document, added);
  const { Statement } = document;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return {
    ...document,
    Statement: statements.map((one) => (isJsonObject(one) ? conditioned(one, added) : (one ?? null))),
  };
}

/**
 * A Deny becomes weaker by a condition, and everyone as principal without any is told apart: under a condition that
 * holds nobody back that is TRUST_WEAK_CONDITION.
 */
function conditioned(statement: JsonObject, added: JsonObject): JsonObject {
  const everyone = JSON.stringify(statement.Principal ?? '').includes('"*"');
  if (statement.Effect === 'Deny' || (everyone && statement.Condition === undefined)) return statement;
  const before = isJsonObject(statement.Condition) ? statement.Condition : {};
  const merged = Object.entries(added).map(([operator, keys]) => {
    const known = before[operator];
    return [operator, { ...(isJsonObject(keys) ? keys : {}), ...(isJsonObject(known) ? known : {}) }];
  });
  return { ...statement, Condition: { ...before, ...Object.fromEntries(merged) } };
}
