import { describe, expect, test } from '@jest/globals';
import { stsActions } from '../../../../domain/policy/data/sts-actions.ts';
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

function problemsAt(element: string, actions: string[]) {
  const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, [element]: actions };
  const result = parsePolicyDocument('trust', { Statement }, '');
  return result.ok ? [] : result.problems;
}

describe('the actions of a trust policy', () => {
  test.each(stsActions.map((name) => [`sts:${name}`]))('may be %s', (action) => {
    expect(problemsWith({ Action: [action, action.toUpperCase()] })).toEqual([]);
  });

  test.each(['sts:*', 'sts:**', 'sts:Assume*', 'sts:?agSession', 'STS:set*'])(
    'may be the wildcard %s',
    (action) => {
      expect(problemsWith({ Action: action })).toEqual([]);
    },
  );

  test.each([
    ['sts:AssumeRoles', 'sts:AssumeRole'],
    ['sts:TagSessions', 'sts:TagSession'],
    ['sts:AssumeRoleWithWebIdendity', 'sts:AssumeRoleWithWebIdentity'],
    ['STS:assumerolewithsmal', 'sts:AssumeRoleWithSAML'],
    ['sts:SetSourceldentity', 'sts:SetSourceIdentity'],
  ])('are not %s, for which %s was meant', (action, meant) => {
    for (const element of ['Action', 'NotAction'])
      expect(problemsAt(element, ['sts:AssumeRole', action])).toMatchObject([
        {
          pointer: `/Statement/${element}/1`,
          code: 'action-not-allowed',
          detail: expect.stringContaining(`Did you mean "${meant}"?`),
        },
      ]);
  });

  test.each(['sts:Frobnicate', 'sts:Get*Frob', 'sts:S3*', 'sts:AssumeRole '])('are not %j', (action) => {
    expect(problemsWith({ Action: action })).toMatchObject([
      { pointer: '/Statement/Action', code: 'action-not-allowed' },
    ]);
  });
});

describe('the partition of the account', () => {
  const provider = (partition: string) => `arn:${partition}:iam::111122223333:oidc-provider/example.com`;
  const inChina = (principal: object) => {
    const Statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
    const result = parsePolicyDocument('trust', { Statement }, '', { partition: 'aws-cn' });
    return result.ok ? [] : result.problems.map(({ pointer, code }) => `${code} ${pointer}`);
  };

  test.each([
    ['AWS', 'arn:aws:iam::111122223333:root'],
    ['AWS', 'arn:aws-us-gov:sts::111122223333:assumed-role/deploy/alice'],
    ['Federated', provider('aws')],
    ['Federated', 'arn:aws:iam::111122223333:saml-provider/Okta'],
  ])('has no %s %s', (kind, principal) => {
    expect(inChina({ [kind]: [principal] })).toEqual([`wrong-partition /Statement/Principal/${kind}/0`]);
  });

  test.each([
    { AWS: ['*', '111122223333', 'arn:aws-cn:iam::111122223333:role/deploy'] },
    { Federated: [provider('aws-cn'), 'accounts.google.com'] },
    { Service: ['ec2.amazonaws.com.cn', 'lambda.amazonaws.com'] },
  ])('has %j', (principal) => {
    expect(inChina(principal)).toEqual([]);
  });

  test('is known for the services of every partition', () => {
    const Service = ['ec2.csp.hci.ic.gov', 'ec2.cloud.adc-e.uk', 'ec2.c2s.ic.gov', 'ec2.amazonaws.eu'];
    expect(problemsWith({ Principal: { Service } })).toEqual([]);
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

  test('of GitHub is trusted with the workflow evaluated instead of the subject', () => {
    const issuer = 'token.actions.githubusercontent.com';
    const Principal = { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
    const github = (Condition: object) => problemsWith({ Principal, Condition });
    const workflow = 'acme/ci/.github/workflows/deploy.yml@refs/heads/main';
    expect(github({ StringEquals: { [`${issuer}:job_workflow_ref`]: workflow } })).toEqual([]);
    expect(github({ StringLike: { [`${issuer}:Job_Workflow_Ref`]: ['acme/*'] } })).toEqual([]);
    expect(github({ StringLike: { [`${issuer}:job_workflow_ref`]: '*' } })).toMatchObject([
      { pointer: `/Statement/Condition/StringLike/${issuer}:job_workflow_ref`, code: 'claim-not-evaluated' },
    ]);
    expect(github({ StringEquals: { [`${issuer}:repository`]: 'acme/app' } })).toMatchObject([
      { detail: expect.stringContaining(`"${issuer}:sub" or "${issuer}:job_workflow_ref"`) },
    ]);
  });

  test.each([
    'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb',
    'oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu',
    'rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7',
    'rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26',
    'vstoken.actions.githubusercontent.com',
    'app.terraform.io',
  ])('is %s too, by its subject', (issuer) => {
    const Principal = { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
    const by = (claim: string) =>
      problemsWith({ Principal, Condition: { StringEquals: { [`${issuer}:${claim}`]: 'x' } } });
    expect(by('aud')).toMatchObject([{ code: 'claim-not-evaluated' }]);
    expect(by('sub')).toEqual([]);
  });

  test('is not the one of a cluster of OpenShift, which has an issuer of its own', () => {
    const Federated =
      'arn:aws:iam::111122223333:oidc-provider/oidc.op1.openshiftapps.com/2stioo4np7rlnl6gcefe3grd10reftcd';
    expect(problemsWith({ Principal: { Federated } })).toEqual([]);
  });

  test('may be denied without further ado', () => {
    expect(problemsWith({ Effect: 'Deny', Principal: gitlab })).toEqual([]);
  });
});
