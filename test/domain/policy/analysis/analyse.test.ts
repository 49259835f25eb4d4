import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Finding, riskOf } from '../../../../domain/finding.ts';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import { isJsonObject, type JsonObject } from '../../../../domain/policy/json.ts';
import type { PolicyKind } from '../../../../domain/policy/kind.ts';
import { controllers } from '../../../fixtures/policies/controllers.ts';
import { awsManaged, corpus } from '../../../fixtures/policies/corpus.ts';

const context = { account: '111122223333', trustedAccounts: [], pointer: '' };
const analysed = corpus.flatMap((one) =>
  isJsonObject(one.document) ? [{ ...one, findings: analyse(one.kind, one.document, context) }] : [],
);

function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}

describe('the corpus', () => {
  test.each(analysed)('$id raises what it must, and nothing that it must not', (one) => {
    expect(codesOf(one.findings)).toEqual(expect.arrayContaining(one.risksMustInclude));
    expect(codesOf(one.findings).filter((code) => one.risksMustNotInclude.includes(code))).toEqual([]);
  });

  const benign = analysed.filter(
    ({ verdict, risksMustInclude }) => verdict === 'valid' && !risksMustInclude.length,
  );
  test.each(benign)('$id is not called high or worse: $why', ({ findings }) => {
    expect(['low', 'medium']).toContain(riskOf(findings));
  });
});

test.each(controllers)(
  'the policy of a cluster controller for $name is not called high or worse',
  ({ Statement }) => {
    const findings = analyse('managed', { Version: '2012-10-17', Statement }, context);
    expect(findings.filter((finding) => isGrave([finding]))).toEqual([]);
  },
);

/** What these let read is data and credentials in bulk, whatever they are called. */
const readingData = [
  'AWSCodePipelineReadOnlyAccess',
  'AmazonCognitoReadOnly',
  'AmazonElasticMapReduceReadOnlyAccess',
  'AmazonS3ReadOnlyAccess',
  'ServiceCatalogAdminReadOnlyAccess',
];

test('a read-only policy that AWS publishes is not called high or worse, but for those that read all data', () => {
  const high = awsManaged
    .filter(({ name }) => /read|view|audit/i.test(name))
    .filter(({ document }) => isJsonObject(document) && isGrave(analyse('managed', document, context)));
  expect(high.map(({ name }) => name)).toEqual(readingData);
});

test('every finding about a policy that AWS publishes points into the document and says one sentence', () => {
  for (const { document } of awsManaged)
    for (const { pointer, message } of isJsonObject(document) ? analyse('managed', document, context) : []) {
      expect(valueAt(document, pointer)).toBeDefined();
      expect(message).toMatch(/^[A-Z`].*\.$/);
    }
});

function isGrave(findings: readonly Finding[]): boolean {
  return ['high', 'critical'].includes(riskOf(findings));
}

function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, token) => Object(value)[token], document);
}

describe('a hostile document', () => {
  const long = 60_000;
  const many = Array.from({ length: 5_000 }, (_, index) => index);
  test.each<[string, JsonObject]>([
    ['a wildcard that could match in countless ways', { Action: `iam:${'*a'.repeat(long)}`, Resource: '*' }],
    ['wildcards that almost stand for everything', { Action: `s3:${'?*'.repeat(long)}x`, Resource: '*' }],
    ['a resource that could', { Action: '*', Resource: `arn:aws:iam::${'*a'.repeat(long)}` }],
    ['a variable that never ends', { Action: '*', Resource: `\${`.repeat(long) }],
    ['thousands of wildcards', { Action: many.map((index) => `iam:*${index}*`), Resource: '*' }],
    ['thousands of services', { Action: many.map((index) => `service${index}:*`), Resource: '*' }],
    ['a nested mess', JSON.parse(`${'{"Statement":'.repeat(5_000)}1${'}'.repeat(5_000)}`)],
  ])('with %s gets findings', (_, statement) => {
    const ownResources = ['arn:aws:iam::111122223333:role/countersign/*'];
    const Statement = { Effect: 'Allow', ...statement };
    for (const kind of ['managed', 'trust', 'ram'] as const)
      expect(analyse(kind, { Statement, ...statement }, { ...context, ownResources }).length).toBeLessThan(
        300,
      );
  });
});

describe('any document', () => {
  const names = [
    'iam:PassRole',
    'iam:*',
    '*',
    'lambda:CreateFunction',
    'lambda:Invoke*',
    's3:GetObject',
    's3:*',
    'ec2:RunInstances',
    'iam:Create*',
  ];
  const resources = [
    '*',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:s3:::bucket/*',
    'arn:aws:iam::*:user/x',
  ];
  const some = (texts: string[]) => fc.oneof(fc.constantFrom(...texts), fc.subarray(texts, { minLength: 1 }));
  const conditions: JsonObject[] = [
    {},
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  ];
  const allow = fc.record(
    {
      Effect: fc.constant('Allow'),
      Action: some(names),
      Resource: some(resources),
      Condition: fc.constantFrom(...conditions),
    },
    { requiredKeys: ['Effect', 'Action', 'Resource'] },
  );
  const allowNot = fc.record({
    Effect: fc.constant('Allow'),
    NotAction: some(names),
    Resource: some(resources),
  });
  const deny = fc.record({ Effect: fc.constant('Deny'), Action: some(names), Resource: fc.constant('*') });
  const statements = fc.array(fc.oneof(allow, allowNot, deny), { maxLength: 5 });
  const policy = (Statement: JsonObject[]) =>
    analyse('managed', { Version: '2012-10-17', Statement }, context);
  const escalations = (findings: readonly Finding[]) =>
    codesOf(findings).filter((code) => /^(ESC:|CREDENTIALS|DATA|SECURITY_OFF|EXPOSURE)/.test(code));

  test('gets findings, whatever shape it has', () => {
    const kinds: PolicyKind[] = ['trust', 'managed', 'session', 'ram'];
    const element = fc.constantFrom(
      'Statement',
      'Effect',
      'Action',
      'NotAction',
      'Resource',
      'Principal',
      'Condition',
      'AWS',
      'Allow',
      '*',
      '__proto__',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        element,
        fc.jsonValue(),
        fc.array(tie('tree')),
        fc.dictionary(element, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.dictionary(element, tree), (kind, value) => {
        const document: unknown = JSON.parse(JSON.stringify(value));
        if (isJsonObject(document)) expect(Array.isArray(analyse(kind, document, context))).toBe(true);
      }),
    );
  });

  test('raises no new way to more permissions when an unconditional Deny is added', () => {
    fc.assert(
      fc.property(statements, deny, (before, added) => {
        expect(escalations(policy(before))).toEqual(
          expect.arrayContaining(escalations(policy([...before, added]))),
        );
      }),
    );
  });

  test('raises no new way to more permissions, and none more severely, when an Allow is removed', () => {
    fc.assert(
      fc.property(statements, allow, (rest, removed) => {
        const before = policy([...rest, removed]);
        const after = policy(rest);
        expect(escalations(before)).toEqual(expect.arrayContaining(escalations(after)));
        expect(riskOf([...before, ...after])).toBe(riskOf(before));
      }),
    );
  });

  test('raises the same in whatever order its statements stand', () => {
    const rated = (findings: readonly Finding[]) =>
      findings.map(({ code, severity }) => `${code} ${severity}`).sort();
    fc.assert(
      fc.property(statements, (some) => {
        expect(rated(policy(some.toReversed()))).toEqual(rated(policy(some)));
      }),
    );
  });
});
