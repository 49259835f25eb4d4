import { describe, expect, test } from '@jest/globals';
import { type AnalysisContext, analyse } from '../../../../domain/policy/analysis/analyse.ts';
import type { JsonObject } from '../../../../domain/policy/json.ts';
import { isServicePrincipal } from '../../../../domain/policy/service-principal.ts';
import { awsManaged } from '../../../fixtures/policies/corpus.ts';

const context = {
  account: '111122223333',
  trustedAccounts: ['222233334444'],
  trustedOrganizations: ['o-a1b2c3d4e5'],
  pointer: '/p',
  roleName: 'deploy-payments',
};

function findings(elements: JsonObject, more: Partial<AnalysisContext> = {}) {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', ...elements };
  return analyse('trust', { Version: '2012-10-17', Statement: [statement] }, { ...context, ...more });
}

function rated(elements: JsonObject, more: Partial<AnalysisContext> = {}) {
  return findings(elements, more).map(({ code, severity }) => `${code.replace('TRUST_', '')} ${severity}`);
}

const equals = (key: string, value: string | string[]): JsonObject => ({
  Condition: { StringEquals: { [key]: value } },
});

describe('a service principal', () => {
  const unknown = (service: string | string[], more: Partial<AnalysisContext> = { partition: 'aws' }) =>
    findings({ Principal: { Service: service } }, more).filter(({ code }) => code === 'UNKNOWN_PRINCIPAL');

  test.each([
    ['lamda.amazonaws.com', 'lambda.amazonaws.com'],
    ['ecs-task.amazonaws.com', 'ecs-tasks.amazonaws.com'],
    ['clodformation.amazonaws.com', 'cloudformation.amazonaws.com'],
    ['stats.us-east-1.amazonaws.com', 'states.us-east-1.amazonaws.com'],
    ['ec2.amazonaws.com.cn', 'ec2.amazonaws.com'],
    ['states.cn-north-1.amazonaws.com.cn', 'states.amazonaws.com'],
    ['alexa-appkitt.amazon.com', 'alexa-appkit.amazon.com'],
  ])('that is not one, %s, is told with %s', (service, meant) => {
    expect(unknown(['lambda.amazonaws.com', service])).toEqual([
      {
        code: 'UNKNOWN_PRINCIPAL',
        severity: 'medium',
        pointer: '/p/Statement/0/Principal/Service/1',
        message: `\`${service}\` is no service principal that we know of. Did you mean \`${meant}\`?`,
      },
    ]);
  });

  test('that AWS does not know is not said to have the role', () => {
    expect(findings({ Principal: { Service: 'tagging.amazonaws.com' } })).toMatchObject([
      {
        code: 'UNKNOWN_PRINCIPAL',
        message: '`tagging.amazonaws.com` is no service principal that we know of. AWS may refuse the role.',
      },
    ]);
    expect(unknown('tagging.amazonaws.com', { permissionsBoundary: true })).toMatchObject([
      { severity: 'low' },
    ]);
  });

  test('of another partition is not said to have the role either', () => {
    const principal = { Principal: { Service: 'ec2.amazonaws.com.cn' } };
    expect(rated(principal, { partition: 'aws' })).toEqual(['UNKNOWN_PRINCIPAL medium']);
    expect(rated(principal, { partition: 'aws-cn' })).toEqual(['SERVICE_COMPUTE low']);
  });

  test.each([
    'edgelambda.amazonaws.com',
    'delivery.logs.amazonaws.com',
    'vpc-flow-logs.amazonaws.com',
    'states.us-east-1.amazonaws.com',
    'logs.ap-southeast-7.amazonaws.com',
    'dms.eu-central-1.amazonaws.com',
    'ec2.application-autoscaling.amazonaws.com',
    'pods.eks.amazonaws.com',
    'member.org.stacksets.cloudformation.amazonaws.com',
    'rolesanywhere.amazonaws.com',
    'alexa-appkit.amazon.com',
    'osis-pipelines.amazonaws.com',
    'scheduler.amazonaws.com',
    'bedrock-agentcore.amazonaws.com',
  ])('that is one is not unknown: %s', (service) => {
    expect(unknown(service)).toEqual([]);
  });

  test('is called by the names of its partition', () => {
    const china = { partition: 'aws-cn' };
    const names = ['ec2.amazonaws.com.cn', 'lambda.amazonaws.com', 'states.cn-north-1.amazonaws.com'];
    expect(unknown(names, china)).toEqual([]);
    expect(unknown('states.us-east-1.amazonaws.com', china)).toHaveLength(1);
    expect(unknown('ec2.c2s.ic.gov', { partition: 'aws-iso' })).toEqual([]);
  });
});

test('every service that AWS’s own managed policies pass roles to is known', () => {
  const passed = awsManaged.flatMap(({ document }) =>
    [...JSON.stringify(document).matchAll(/"iam:(?:PassedToService|AWSServiceName)":(\[[^\]]*\]|"[^"]*")/g)]
      .flatMap(([, values = '']) => [JSON.parse(values)].flat())
      .filter((name) => /^[a-z0-9.-]+\.amazonaws\.com$/.test(name) && !/lambda\.(beta|preprod)/.test(name)),
  );
  expect(passed.length).toBeGreaterThan(100);
  expect([...new Set(passed)].filter((name) => !isServicePrincipal(name))).toEqual([]);
});

describe('everyone as principal', () => {
  const anyone = { Principal: { AWS: ['*'] } };

  test('is critical, at the principal', () => {
    expect(findings(anyone)).toEqual([
      {
        code: 'TRUST_ANYONE',
        severity: 'critical',
        pointer: '/p/Statement/0/Principal/AWS/0',
        message: 'Anyone in the world with an AWS account can take this role.',
      },
    ]);
    expect(rated({ ...anyone, Condition: { StringEquals: {} } })).toEqual(['ANYONE critical']);
  });

  test.each<[string, string]>([
    ['aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
    ['AWS:principalorgid', 'o-a1b2c3d4e5'],
    ['aws:SourceAccount', '222233334444'],
    ['aws:PrincipalAccount', '111122223333'],
    ['aws:PrincipalArn', 'arn:aws:iam::111122223333:role/x'],
  ])('is held by %s with the value %s', (key, value) => {
    expect(rated({ ...anyone, ...equals(key, value) })).toEqual(['ANYONE_CONDITION medium']);
  });

  test.each(['o-a1b2c3d4e5/*', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'])(
    'is held by the path %s',
    (path) => {
      const Condition = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': path } };
      expect(rated({ ...anyone, Condition })).toEqual(['ANYONE_CONDITION medium']);
    },
  );

  test.each(['StringEquals', 'ForAnyValue:StringLike'])(
    'is let in by an organization that is unknown (%s)',
    (operator) => {
      const key = operator === 'StringEquals' ? 'aws:PrincipalOrgID' : 'aws:PrincipalOrgPaths';
      const value = operator === 'StringEquals' ? 'o-attacker001' : 'o-attacker001/*';
      expect(rated({ ...anyone, Condition: { [operator]: { [key]: value } } })).toEqual([
        'UNKNOWN_ORGANIZATION high',
        'ANYONE_CONDITION medium',
      ]);
    },
  );

  test('is narrowed by the network, whoever it belongs to', () => {
    expect(rated({ ...anyone, ...equals('aws:SourceVpce', 'vpce-1a2b3c4d') })).toEqual([
      'ANYONE_CONDITION high',
    ]);
  });

  test.each<JsonObject>([
    equals('sts:ExternalId', 'a-long-and-secret-id'),
    equals('aws:PrincipalTag/team', 'payments'),
    equals('aws:UserAgent', 'our-tool'),
    { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-example' } } },
    { Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-example' } } },
    { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } } },
    { Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } } },
    { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } },
    { Condition: { StringLike: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-?*'] } } },
    { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-*/*' } } },
    { Condition: { StringLike: { 'aws:PrincipalAccount': '1*' } } },
    { Condition: { StringLike: { 'aws:PrincipalAccount': '????????????' } } },
    { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } },
    { Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam:*:111122223333:role/x' } } },
    equals('aws:PrincipalAccount', `\${aws:PrincipalAccount}`),
    equals('aws:PrincipalOrgID', `\${aws:PrincipalOrgID}`),
    equals('aws:PrincipalOrgID', `\${aws:ResourceOrgID}`),
    { Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } },
  ])('is hardly held by %j', (condition) => {
    expect(rated({ ...anyone, ...condition })).toEqual(['ANYONE_CONDITION high', 'WEAK_CONDITION high']);
  });

  test('held by an account is still a stranger if the account is', () => {
    expect(rated({ ...anyone, ...equals('aws:PrincipalAccount', '999900001111') })).toEqual([
      'UNKNOWN_ACCOUNT high',
      'ANYONE_CONDITION medium',
    ]);
  });
});

describe('accounts as principals', () => {
  test.each<[string, JsonObject, string[]]>([
    ['a role of the own account', { Principal: { AWS: 'arn:aws:iam::111122223333:role/ci' } }, []],
    ['the whole own account', { Principal: { AWS: '111122223333' } }, ['ACCOUNT_ROOT medium']],
    [
      'a trusted account',
      { Principal: { AWS: 'arn:aws:iam::222233334444:root' } },
      ['ACCOUNT_ROOT high', 'CROSS_ACCOUNT_NO_EXTERNALID medium'],
    ],
    [
      'a trusted account with an external id',
      { Principal: { AWS: 'arn:aws:iam::222233334444:root' }, ...equals('sts:ExternalId', '6f1c9c1e-4b7a') },
      ['ACCOUNT_ROOT medium'],
    ],
    [
      'an unknown role',
      { Principal: { AWS: 'arn:aws:iam::999900001111:role/x' } },
      ['CROSS_ACCOUNT_NO_EXTERNALID high', 'UNKNOWN_ACCOUNT high'],
    ],
    [
      'an unknown role that may tag its sessions',
      { Principal: { AWS: 'arn:aws:iam::999900001111:role/x' }, Action: 'sts:TagSession' },
      ['UNKNOWN_ACCOUNT high', 'TAGSESSION_ANY low'],
    ],
    [
      'a role that was deleted, by its id',
      { Principal: { AWS: 'AROAEXAMPLEID12345' } },
      ['UNKNOWN_ACCOUNT high'],
    ],
    [
      'the whole own account under a condition that all of it meets',
      { Principal: { AWS: '111122223333' }, ...equals('aws:PrincipalAccount', '111122223333') },
      ['ACCOUNT_ROOT medium'],
    ],
    [
      'the whole own account under a condition that asks for any role',
      {
        Principal: { AWS: '111122223333' },
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
      },
      ['ACCOUNT_ROOT medium'],
    ],
    [
      'one role of the own account by a condition',
      {
        Principal: { AWS: '111122223333' },
        ...equals('aws:PrincipalArn', 'arn:aws:iam::111122223333:role/ci'),
      },
      ['ACCOUNT_ROOT low'],
    ],
    [
      'a trusted account with any external id',
      { Principal: { AWS: '222233334444' }, ...equals('sts:ExternalId', `\${sts:ExternalId}`) },
      ['ACCOUNT_ROOT high', 'CROSS_ACCOUNT_NO_EXTERNALID medium'],
    ],
  ])('%s', (_, elements, expected) => {
    expect(rated(elements)).toEqual(expected);
  });

  test.each(['short', '111122223333', 'deploy-payments', 'with-a-wild*'])(
    'the external id %s is weak',
    (id) => {
      const trusted = { Principal: { AWS: 'arn:aws:iam::222233334444:role/x' } };
      expect(findings({ ...trusted, ...equals('sts:ExternalId', id) })).toMatchObject([
        { code: 'TRUST_EXTERNALID_WEAK', pointer: '/p/Statement/0/Condition/StringEquals/sts:ExternalId' },
      ]);
    },
  );
});

describe('an OIDC provider', () => {
  const issuer = 'token.actions.githubusercontent.com';
  const github = {
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
  };
  const subject = (value: string | string[], operator = 'StringLike') => ({
    ...github,
    Condition: {
      StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
      [operator]: { [`${issuer}:sub`]: value },
    },
  });

  test.each<[string, string[]]>([
    ['repo:org/name:ref:refs/heads/main', []],
    ['repo:org/name:environment:*', ['OIDC_WILDCARD_SUB medium']],
    ['repo:org/name:*', ['OIDC_PULL_REQUEST medium', 'OIDC_WILDCARD_SUB medium']],
    ['repo:org/name:pull_request', ['OIDC_PULL_REQUEST medium']],
    ['repo:org/*', ['OIDC_WILDCARD_SUB high', 'OIDC_PULL_REQUEST medium']],
    ['repo:org/na*:ref:refs/heads/main', ['OIDC_WILDCARD_SUB high']],
    ['repo:org*/name:ref:refs/heads/main', ['OIDC_WILDCARD_SUB critical']],
    ['repo:*', ['OIDC_WILDCARD_SUB critical', 'OIDC_PULL_REQUEST medium']],
  ])('of GitHub with the subject %s', (value, expected) => {
    expect(rated(subject(value))).toEqual(expected);
  });

  test('is open to every customer of a shared issuer without the subject', () => {
    expect(rated(github)).toEqual(['OIDC_NO_SUB critical', 'OIDC_NO_AUD medium']);
    expect(rated(subject(['*', 'repo:org/name:ref:x']))).toContain('OIDC_NO_SUB critical');
  });

  test('is checked in vain by ForAllValues and by StringEquals with a wildcard', () => {
    const code = 'OIDC_LIKE_WITHOUT_WILDCARD_OR_EQUALS_WITH medium';
    expect(rated(subject('repo:org/name:*', 'StringEqualsIgnoreCase'))).toContain(code);
    expect(rated(subject('repo:org/name:x', 'ForAllValues:StringEquals'))).toEqual([
      'OIDC_NO_SUB critical',
      code,
    ]);
  });

  test.each<[string, string, string[]]>([
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'system:serviceaccount:ns:*', ['OIDC_WILDCARD_SUB medium']],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'system:serviceaccount:*:app', ['OIDC_WILDCARD_SUB high']],
    ['gitlab.com', 'project_path:group/project:*', ['OIDC_WILDCARD_SUB medium']],
    ['gitlab.com', 'project_path:group/*', ['OIDC_WILDCARD_SUB high']],
    ['gitlab.com', 'project_path:*', ['OIDC_WILDCARD_SUB critical']],
    ['issuer.example', 'client-*', ['OIDC_WILDCARD_SUB high']],
  ])('%s with the subject %s', (url, value, expected) => {
    const Federated = `arn:aws:iam::111122223333:oidc-provider/${url}`;
    const Condition = { StringLike: { [`${url}:sub`]: value, [`${url}:aud`]: 'x' } };
    expect(rated({ ...github, Principal: { Federated }, Condition })).toEqual(expected);
  });

  test.each(['*', 'https://*', `\${saml:aud}`])('of SAML takes sign-ins for whomever with %s', (aud) => {
    const Federated = 'arn:aws:iam::111122223333:saml-provider/x';
    const saml = { Principal: { Federated }, Action: 'sts:AssumeRoleWithSAML' };
    expect(rated({ ...saml, Condition: { StringLike: { 'SAML:aud': aud } } })).toEqual([
      'SAML_NO_AUD medium',
    ]);
    const regions = { StringLike: { 'SAML:aud': 'https://*.signin.aws.amazon.com/saml' } };
    expect(rated({ ...saml, Condition: regions })).toEqual([]);
  });

  test('of another account is foreign', () => {
    const Federated = 'arn:aws:iam::999900001111:saml-provider/x';
    expect(
      rated({
        Principal: { Federated },
        Action: 'sts:AssumeRoleWithSAML',
        ...equals('SAML:aud', 'https://signin.aws.amazon.com/saml'),
      }),
    ).toEqual(['SAML_FOREIGN_PROVIDER high']);
  });
});

describe('services as principals', () => {
  const anywhere = {
    Principal: { Service: 'rolesanywhere.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  };
  const anchor = (arn: string) => ({
    ...anywhere,
    Condition: {
      ArnEquals: { 'aws:SourceArn': arn },
      StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'worker' },
    },
  });
  const ours = 'arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/0123';

  test.each<[string, JsonObject, string[]]>([
    ['compute', { Principal: { Service: 'lambda.amazonaws.com' } }, ['SERVICE_COMPUTE low']],
    [
      'compute of one Region',
      { Principal: { Service: 'states.us-east-1.amazonaws.com' } },
      ['SERVICE_COMPUTE low'],
    ],
    ['compute in China', { Principal: { Service: 'ec2.amazonaws.com.cn' } }, ['SERVICE_COMPUTE low']],
    ['another service', { Principal: { Service: 'config.amazonaws.com' } }, ['SERVICE_NO_SOURCE medium']],
    [
      'a service for one source',
      { Principal: { Service: 'config.amazonaws.com' }, ...equals('aws:SourceAccount', '111122223333') },
      [],
    ],
    ...[
      'arn:aws:events:*:*:rule/*',
      'arn:aws:events:*:????????????:rule/*',
      'arn:*',
      `\${aws:SourceArn}`,
    ].map((source): [string, JsonObject, string[]] => [
      `a service for ${source}`,
      { Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnLike: { 'aws:SourceArn': source } } },
      ['SERVICE_NO_SOURCE medium'],
    ]),
    ...[
      'arn:aws:events:*:111122223333:rule/*',
      'arn:aws:s3:::our-bucket',
      'arn:aws:apigateway:eu-west-1::/restapis/a1',
    ].map((source): [string, JsonObject, string[]] => [
      `a service for ${source}`,
      { Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnLike: { 'aws:SourceArn': source } } },
      [],
    ]),
    ...['arn:aws:s3:::*', 'arn:aws:s3:::our-*', 'arn:aws:apigateway:*::/restapis/*'].map(
      (source): [string, JsonObject, string[]] => [
        `a service for what strangers can call alike, ${source}`,
        {
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { ArnLike: { 'aws:SourceArn': source } },
        },
        ['SERVICE_NO_SOURCE medium'],
      ],
    ),
    ...[
      equals('aws:SourceAccount', '999900001111'),
      equals('aws:SourceAccount', ['111122223333', '999900001111']),
      { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:999900001111:rule/*' } } },
    ].map((source): [string, JsonObject, string[]] => [
      `a service for somebody else, ${JSON.stringify(source)}`,
      { Principal: { Service: 'events.amazonaws.com' }, ...source },
      ['UNKNOWN_ACCOUNT high'],
    ]),
    [
      'compute for somebody else',
      { Principal: { Service: 'codebuild.amazonaws.com' }, ...equals('aws:SourceAccount', '999900001111') },
      ['UNKNOWN_ACCOUNT high', 'SERVICE_COMPUTE low'],
    ],
    [
      'a service for somebody else within an own account',
      {
        Principal: { Service: 'events.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' },
        },
      },
      [],
    ],
    [
      'a service for an unknown organization',
      { Principal: { Service: 'events.amazonaws.com' }, ...equals('aws:SourceOrgID', 'o-attacker001') },
      ['UNKNOWN_ORGANIZATION high'],
    ],
    [
      'three of them',
      { Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com', 'glue.amazonaws.com'] } },
      ['SERVICE_COMPUTE low', 'SERVICE_MANY low'],
    ],
    ['Roles Anywhere with one anchor and subject', anchor(ours), []],
    [
      'Roles Anywhere with any anchor',
      anchor('arn:aws:rolesanywhere:*:111122223333:trust-anchor/*'),
      ['RA_NO_SOURCEARN high'],
    ],
    [
      "Roles Anywhere with another account's anchor",
      anchor(ours.replace('111122223333', '999900001111')),
      ['RA_NO_SOURCEARN high'],
    ],
    [
      'Roles Anywhere without conditions',
      anywhere,
      ['RA_NO_SOURCEARN high', 'RA_NO_X509 high', 'SERVICE_NO_SOURCE medium'],
    ],
    [
      'Roles Anywhere without tags',
      { ...anchor(ours), Action: 'sts:AssumeRole' },
      ['RA_MISSING_ACTIONS medium'],
    ],
  ])('%s', (_, elements, expected) => {
    expect(rated(elements)).toEqual(expected);
  });
});

describe('actions', () => {
  const saml = { Federated: 'arn:aws:iam::111122223333:saml-provider/x' };

  test('must be those of the kind of principal', () => {
    expect(rated({ Principal: saml, ...equals('SAML:aud', 'x') })).toEqual(['ACTION_MISMATCH high']);
    expect(
      rated({ Principal: { AWS: 'arn:aws:iam::111122223333:role/x' }, Action: 'sts:AssumeRoleWithSAML' }),
    ).toEqual(['ACTION_MISMATCH high']);
  });

  test('may be spread over statements', () => {
    const audience = equals('SAML:aud', 'x');
    const Statement = ['sts:TagSession', 'sts:AssumeRoleWithSAML'].map((Action) => ({
      Effect: 'Allow',
      Principal: saml,
      Action,
      ...audience,
    }));
    expect(analyse('trust', { Statement }, context)).toEqual([]);
  });

  test('are better named than wildcards', () => {
    expect(rated({ Principal: { AWS: 'arn:aws:iam::111122223333:role/x' }, Action: 'sts:*' })).toEqual([
      'STS_STAR low',
    ]);
  });

  test('that are only denied let nobody in', () => {
    expect(rated({ Effect: 'Deny', Principal: { AWS: '*' } })).toEqual(['DENY_ONLY low']);
  });
});

test('a permissions boundary lowers what is known about friends, not that strangers get in', () => {
  const confined = { permissionsBoundary: true };
  expect(rated({ Principal: { AWS: '111122223333' } }, confined)).toEqual(['ACCOUNT_ROOT low']);
  expect(rated({ Principal: { AWS: '*' } }, confined)).toEqual(['ANYONE critical']);
  expect(rated({ Principal: { AWS: 'arn:aws:iam::999900001111:role/x' } }, confined)).toEqual([
    'UNKNOWN_ACCOUNT high',
    'CROSS_ACCOUNT_NO_EXTERNALID medium',
  ]);
});
