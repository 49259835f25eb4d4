import { describe, expect, test } from '@jest/globals';
import { parsePolicyDocument } from '../../../../domain/policy/document.ts';

function problemsWith(elements: Record<string, unknown>) {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 'sts:AssumeRole',
    ...elements,
  };
  const result = parsePolicyDocument('trust', { Version: '2012-10-17', Statement: statement }, '');
  return result.ok ? [] : result.problems;
}

describe('a principal of a trust policy', () => {
  test.each([
    { AWS: '*' },
    { AWS: ['111122223333', 'arn:aws:iam::111122223333:root'] },
    { AWS: 'arn:aws:iam::111122223333:role/path/to/deploy' },
    { AWS: 'arn:aws-cn:iam::111122223333:user/alice@example.com' },
    { AWS: 'arn:aws:sts::111122223333:assumed-role/deploy/alice@example.com' },
    { AWS: 'arn:aws:sts::111122223333:federated-user/alice' },
    { AWS: 'AROAEXAMPLEEXAMPLE12' },
    {
      Service: [
        'ec2.amazonaws.com',
        'ec2.amazonaws.com.cn',
        'logs.eu-west-1.amazonaws.com',
        'alexa-appkit.amazon.com',
      ],
    },
    { Federated: 'arn:aws:iam::111122223333:saml-provider/Example.Com-1' },
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123' },
    { Federated: 'accounts.google.com' },
    { AWS: '111122223333', Service: 'ec2.amazonaws.com' },
  ])('%j is accepted', (principal) => {
    expect(problemsWith({ Principal: principal })).toEqual([]);
  });

  test.each([
    ['AWS', 'arn:aws:iam::111122223333:group/admins'],
    ['AWS', 'arn:aws:iam::111122223333:role/*'],
    ['AWS', 'arn:aws:iam::111122223333:role/team-*/deploy'],
    ['AWS', 'arn:aws:iam::*:root'],
    ['AWS', 'arn:aws:sts::111122223333:assumed-role/deploy/*'],
    ['AWS', 'arn:awz:iam::111122223333:root'],
    ['AWS', '11112222333'],
    ['AWS', 'alice'],
    ['AWS', ''],
    ['Service', '*'],
    ['Service', 'ec2'],
    ['Service', '*.amazonaws.com'],
    ['Service', 'ec2.amazonaws.com.evil.example'],
    ['Federated', '*'],
    ['Federated', 'okta'],
    ['Federated', 'https://accounts.google.com'],
    ['Federated', 'arn:aws:iam::111122223333:saml-provider/*'],
  ])('%s %s is refused', (kind, value) => {
    expect(problemsWith({ Principal: { [kind]: [value] } })).toMatchObject([
      { pointer: `/Statement/Principal/${kind}/0`, code: 'invalid-principal' },
    ]);
  });

  test.each([['*'], [{}], [[]], [null], [{ AWS: [] }], [{ AWS: 111122223333 }], [{ CanonicalUser: 'abc' }]])(
    'is not %j',
    (principal) => {
      expect(problemsWith({ Principal: principal })).toHaveLength(1);
    },
  );
});

describe('a trust policy', () => {
  test.each(['sts:AssumeRole', 'STS:assumerole', 'sts:*', 'sts:Tag*'])('may allow %s', (action) => {
    expect(problemsWith({ Action: action })).toEqual([]);
  });

  test.each(['*', 's3:GetObject', 'stsx:AssumeRole', 'sts', 'sts:', 'sts:Assume Role', 'sts:Assume:Role'])(
    'may not allow %s',
    (action) => {
      expect(problemsWith({ Action: [action] })).toMatchObject([
        { pointer: '/Statement/Action/0', code: 'action-not-allowed' },
      ]);
    },
  );

  test.each(['Resource', 'NotResource', 'NotPrincipal'])('has no %s', (element) => {
    expect(problemsWith({ [element]: '*' })).toMatchObject([
      { pointer: `/Statement/${element}`, code: 'unknown-element' },
    ]);
  });

  test('may name the older version, or none', () => {
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    expect(parsePolicyDocument('trust', { Statement }, '').ok).toBe(true);
    expect(parsePolicyDocument('trust', { Version: '2008-10-17', Statement }, '').ok).toBe(true);
    expect(parsePolicyDocument('trust', { Version: '2012-10-18', Statement }, '').ok).toBe(false);
  });
});

describe('an OIDC issuer shared by many customers', () => {
  const gitlab = { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' };
  const trusting = (condition: unknown) =>
    problemsWith({ Principal: gitlab, Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition });

  test('is trusted with its subject evaluated', () => {
    expect(trusting({ StringLike: { 'GitLab.com:sub': ['*', 'project_path:group/*'] } })).toEqual([]);
  });

  test.each([
    ['only the audience evaluated', { StringEquals: { 'gitlab.com:aud': 'x' } }, '/Statement/Condition'],
    [
      'a bare wildcard',
      { StringLike: { 'gitlab.com:sub': '**' } },
      '/Statement/Condition/StringLike/gitlab.com:sub',
    ],
    [
      'a negation',
      { StringNotEquals: { 'gitlab.com:sub': 'x' } },
      '/Statement/Condition/StringNotEquals/gitlab.com:sub',
    ],
  ])('is not trusted with %s', (_, condition, pointer) => {
    expect(trusting(condition)).toMatchObject([{ pointer, code: 'claim-not-evaluated' }]);
  });

  test('may be denied without further ado', () => {
    expect(problemsWith({ Effect: 'Deny', Principal: gitlab })).toEqual([]);
  });
});
