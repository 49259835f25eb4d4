import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import shipped from '../../../../countersign.config.ts';
import { riskOf } from '../../../../domain/finding.ts';
import { analyseRole, type RolePolicy } from '../../../../domain/policy/analysis/analyse-role.ts';
import { isJsonObject, type JsonObject } from '../../../../domain/policy/json.ts';
import { awsManaged } from '../../../fixtures/policies/corpus.ts';

const about = { account: '111122223333', trustedAccounts: ['444455556666'] };

const policy = (...statements: JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements.map((one) => ({ Effect: 'Allow', Resource: '*', ...one })),
});
const inline = (...documents: JsonObject[]): RolePolicy[] =>
  documents.map((document, index) => ({
    document,
    pointer: `/parameters/Policies/${index}/PolicyDocument`,
  }));
const attached = (document: JsonObject, arn: string): RolePolicy => ({
  document,
  pointer: '/parameters/ManagedPolicyArns/0',
  attached: arn,
});
const trusting = (Principal: JsonObject, more: JsonObject = {}): JsonObject => ({
  Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }],
});
const github = (sub: string): JsonObject =>
  trusting(
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
    {
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: { 'token.actions.githubusercontent.com:sub': sub },
      },
    },
  );
const lambda = trusting({ Service: 'lambda.amazonaws.com' });
const person = trusting({ AWS: 'arn:aws:iam::111122223333:role/deployer' });

function findings(trust: JsonObject, policies: RolePolicy[], boundary?: JsonObject) {
  const at = '/parameters/AssumeRolePolicyDocument';
  return analyseRole({ trust: { document: trust, pointer: at }, policies, boundary }, about);
}

function severityOf(code: string, ...[trust, policies, boundary]: Parameters<typeof findings>) {
  return findings(trust, policies, boundary).find((finding) => finding.code === code)?.severity;
}

const oneBucket = policy({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports/*' });
const reading = policy({ Action: 's3:GetObject' });
const passing = policy({ Action: 'iam:PassRole' });
const everything = policy({ Action: '*' });

describe('who may take a role, and what they may do then, is one finding', () => {
  test('for an account that is not trusted, and data', () => {
    const stranger = trusting({ AWS: 'arn:aws:iam::999999999999:role/x' });
    expect(findings(stranger, inline(reading))).toContainEqual({
      code: 'REACH:STRANGERS',
      severity: 'critical',
      pointer: '/parameters/AssumeRolePolicyDocument/Statement/0/Principal/AWS',
      message:
        'Account 999999999999 can take this role, and it is not one of the trusted accounts; with it they can read stored data.',
    });
    const named = policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' });
    expect(severityOf('REACH:STRANGERS', stranger, inline(named))).toBe('high');
  });

  test('for an account that is trusted, as grave as what it may do', () => {
    const trusted = trusting(
      { AWS: 'arn:aws:iam::444455556666:role/x' },
      { Condition: { StringEquals: { 'sts:ExternalId': 'a-long-random-text' } } },
    );
    expect(severityOf('REACH:ACCOUNTS', trusted, inline(reading))).toBe('high');
    expect(severityOf('REACH:ACCOUNTS', trusted, inline(oneBucket))).toBe('low');
    expect(severityOf('REACH:ACCOUNTS', trusted, [])).toBeUndefined();
  });

  test.each([
    ['repo:acme/*', 'high'],
    ['repo:acme/app:*', 'medium'],
    ['repo:acme/app:ref:refs/heads/main', undefined],
  ])('for subjects of GitHub that fit %s, and write access to one bucket', (sub, severity) => {
    expect(severityOf('REACH:WORKLOADS', github(sub), inline(oneBucket))).toBe(severity);
    expect(severityOf('REACH:WORKLOADS', github(sub), inline(oneBucket), everything)).toBe(severity);
  });

  test('for everybody’s workflows, as bad as it gets', () => {
    expect(severityOf('REACH:STRANGERS', github('repo:*'), inline(oneBucket))).toBe('critical');
  });

  test('for whoever controls what runs in a service, and iam:PassRole', () => {
    expect(findings(lambda, inline(passing))).toContainEqual(
      expect.objectContaining({
        code: 'REACH:COMPUTE',
        severity: 'high',
        message:
          'Whoever controls what runs in lambda can use this role; with it they can hand every role of the account to a service (iam:PassRole).',
      }),
    );
    expect(severityOf('REACH:COMPUTE', lambda, inline(oneBucket))).toBeUndefined();
    expect(severityOf('REACH:COMPUTE', lambda, inline(reading))).toBeUndefined();
  });

  test('but not for one role of the own account', () => {
    const codes = findings(person, inline(everything)).map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('REACH:'))).toEqual([]);
  });

  test('names the worst of many', () => {
    const [finding] = findings(
      github('repo:acme/app:*'),
      inline(policy({ Action: ['s3:*', 'iam:*'] })),
    ).filter(({ code }) => code.startsWith('REACH'));
    expect(finding?.severity).toBe('critical');
    expect(finding?.message).toMatch(/; with it they can [^;]*, and more\.$/);
  });
});

describe('policies count together', () => {
  const code = 'ESC:passrole-lambda-create-invoke';
  const [create, invoke] = [
    policy({ Action: 'lambda:CreateFunction' }),
    policy({ Action: 'lambda:InvokeFunction' }),
  ];

  test('so that what is harmless alone leads to more permissions', () => {
    expect(riskOf(findings(person, inline(create)))).toBe('low');
    expect(severityOf(code, person, inline(create, invoke, passing))).toBe('high');
    expect(severityOf(code, person, [...inline(create, passing), attached(invoke, 'arn')])).toBe('high');
  });

  test('and a Deny in one takes away what another allows', () => {
    const deny = policy({ Effect: 'Deny', Action: 'iam:PassRole' });
    expect(severityOf(code, person, inline(create, invoke, passing, deny))).toBeUndefined();
  });
});

describe('an attached policy', () => {
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';

  test('is analysed like one inside, and told at its name', () => {
    expect(findings(person, [attached(everything, arn)])).toContainEqual({
      code: 'FULL_ADMIN',
      severity: 'critical',
      pointer: '/parameters/ManagedPolicyArns/0',
      message: `Whoever holds this is an administrator: it may take every action on everything in the account, by the attached policy ${arn}.`,
    });
  });

  test('has every finding at its name', () => {
    for (const { name, document } of awsManaged.slice(0, 120)) {
      if (!isJsonObject(document)) continue;
      const pointers = findings(person, [attached(document, name)]).map(({ pointer }) => pointer);
      expect(new Set([...pointers, '/parameters/ManagedPolicyArns/0']).size).toBe(1);
    }
  });
});

const actions = fc.subarray(
  ['*', 's3:GetObject', 's3:PutObject', 's3:*', 'iam:PassRole', 'iam:*', 'lambda:CreateFunction'].concat([
    'lambda:InvokeFunction',
    'secretsmanager:GetSecretValue',
    'kms:Decrypt',
    'sqs:SendMessage',
    'sts:*',
  ]),
  { minLength: 1, maxLength: 4 },
);
const statement = fc.record({
  Effect: fc.constant('Allow'),
  Action: actions,
  Resource: fc.constantFrom('*', 'arn:aws:s3:::reports/*', 'arn:aws:iam::111122223333:role/x'),
});
const denial = fc.record({
  Effect: fc.constant('Deny'),
  Action: actions.filter((names) => !names.includes('*')),
  Resource: fc.constant('*'),
});
const document = fc
  .array(fc.oneof({ arbitrary: statement, weight: 4 }, denial), { maxLength: 4 })
  .map((Statement): JsonObject => ({ Version: '2012-10-17', Statement }));
const trust = fc.constantFrom(
  person,
  lambda,
  github('repo:acme/*'),
  github('repo:acme/app:*'),
  trusting({ AWS: '999999999999' }),
);
const limit = fc.option(document, { nil: undefined });
const grades = ['low', 'medium', 'high', 'critical'];
const grade = (...subject: Parameters<typeof findings>) => grades.indexOf(riskOf(findings(...subject)));

describe('the risk of a role', () => {
  test('never falls when one of its policies allows more', () => {
    fc.assert(
      fc.property(trust, fc.array(document, { maxLength: 3 }), statement, limit, (who, some, more, cap) => {
        const before = grade(who, inline(...some), cap);
        expect(grade(who, inline(...some, { Statement: more }), cap)).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same in whatever order its policies come, and however statements are spread over them', () => {
    fc.assert(
      fc.property(trust, fc.array(document, { maxLength: 3 }), limit, (who, some, cap) => {
        const together = grade(who, inline(...some), cap);
        const statements = some.flatMap(({ Statement }) => (Array.isArray(Statement) ? Statement : []));
        const alone = statements.map((Statement): JsonObject => ({ Statement }));
        expect(grade(who, inline(...some.toReversed()), cap)).toBe(together);
        expect(grade(who, inline(...alone), cap)).toBe(together);
        expect(grade(who, inline({ Statement: statements }), cap)).toBe(together);
        const named = inline(...some).map((one) => ({ ...one, attached: 'arn' }));
        expect(grade(who, named, cap)).toBe(together);
      }),
      { numRuns: 60 },
    );
  });

  test('never rises when a boundary takes more away', () => {
    fc.assert(
      fc.property(trust, fc.array(document, { maxLength: 3 }), document, denial, (who, some, cap, less) => {
        const Statement = [...(Array.isArray(cap.Statement) ? cap.Statement : []), less];
        const before = grade(who, inline(...some), cap);
        expect(grade(who, inline(...some), { Statement })).toBeLessThanOrEqual(before);
        expect(before).toBeLessThanOrEqual(grade(who, inline(...some)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a boundary', () => {
  const allButIdentity: JsonObject = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      { Effect: 'Allow', Action: 'iam:Get*', Resource: '*' },
    ],
  };
  const s3Only = policy({ Action: 's3:*', Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'] });

  test('takes away what it does not allow, and that is told', () => {
    const codes = findings(lambda, inline(passing), allButIdentity).map(({ code }) => code);
    expect(codes).toEqual(['TRUST_SERVICE_COMPUTE', 'BEYOND_BOUNDARY']);
    expect(findings(lambda, inline(passing), allButIdentity)[1]).toEqual({
      code: 'BEYOND_BOUNDARY',
      severity: 'low',
      pointer: '/parameters/Policies/0/PolicyDocument/Statement/0/Action',
      message: 'The permissions boundary takes iam:PassRole away: what needs that will fail.',
    });
  });

  test('that leaves nearly everything leaves an administrator critical', () => {
    expect(severityOf('FULL_ADMIN', person, inline(everything), allButIdentity)).toBe('critical');
    expect(
      severityOf('SERVICE_WILDCARD:iam', person, inline(policy({ Action: 'iam:*' })), allButIdentity),
    ).toBe(undefined);
  });

  test('that leaves little makes nobody an administrator', () => {
    const found = findings(person, inline(everything), s3Only);
    expect(found.map(({ code }) => code)).not.toContain('FULL_ADMIN');
    expect(found.map(({ severity }) => severity)).not.toContain('high');
    expect(severityOf('DATA', person, inline(everything), s3Only)).toBe('medium');
  });

  test('lowers what it limits to some resources, and says so', () => {
    expect(severityOf('DATA', person, inline(reading))).toBe('high');
    const [finding] = findings(person, inline(reading), s3Only);
    expect(finding).toMatchObject({ code: 'DATA', severity: 'medium' });
    expect(finding?.message).toContain('(as far as its permissions boundary goes)');
  });

  test('that is shipped keeps roles off what is ours, and from changing who may do what', () => {
    const ownResources = ['arn:aws:dynamodb:us-east-1:111122223333:table/countersign-*'];
    const all = policy({
      Action: ['dynamodb:*', 'iam:PassRole', 'organizations:LeaveOrganization'],
    });
    const at = { document: person, pointer: '/trust' };
    const codesWithin = (boundary?: 'shipped') =>
      analyseRole({ trust: at, policies: inline(all), boundary }, { ...about, ownResources }).map(
        ({ code }) => code,
      );
    expect(codesWithin()).toEqual(expect.arrayContaining(['OWN_RESOURCES', 'PASSROLE_STAR', 'SECURITY_OFF']));
    const left = codesWithin('shipped');
    expect(
      left.filter(
        (code) => !/^(?:DATA|DESTRUCTION|EXPOSURE|SECURITY_OFF|SERVICE_WILDCARD:dynamodb)$/.test(code),
      ),
    ).toEqual(['BEYOND_BOUNDARY']);
  });

  test('with a Deny takes away as policies do; one with a condition does not', () => {
    const deny = (more: JsonObject) => ({
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', ...more },
      ],
    });
    const condition = { Condition: { StringNotEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } };
    expect(severityOf('PASSROLE_STAR', lambda, inline(passing), deny({}))).toBeUndefined();
    expect(severityOf('PASSROLE_STAR', lambda, inline(passing), deny(condition))).toBe('high');
  });

  test('that leaves reading leaves no change to anybody', () => {
    const readOnly = policy({ Action: ['s3:Get*', 's3:List*'] });
    expect(severityOf('REACH:WORKLOADS', github('repo:acme/app:*'), inline(oneBucket), readOnly)).toBe(
      undefined,
    );
  });

  test('that allows nothing leaves who may take the role', () => {
    const nothing = policy({ Effect: 'Deny', Action: '*' });
    const found = findings(trusting({ AWS: '*' }), inline(everything), nothing);
    expect(found.map(({ code }) => code)).toEqual(['TRUST_ANYONE', 'BEYOND_BOUNDARY']);
  });
});

test('what the shipped configuration lets roles have of AWS’s own gives nothing grave', () => {
  const listed = shipped.guardrails.attachablePolicies.filter((arn) => arn.includes('::aws:'));
  const names = listed.map((arn) => arn.split('/').at(-1));
  const documents = awsManaged.filter(({ name }) => names.includes(name));
  expect(documents.length).toBe(listed.length);
  for (const { document } of documents)
    if (isJsonObject(document))
      expect(['low', 'medium']).toContain(riskOf(findings(person, [attached(document, 'arn')])));
});
