import { describe, expect, test } from '@jest/globals';
import { type AnalysisContext, analyse } from '../../../../domain/policy/analysis/analyse.ts';
import { requiredClaim } from '../../../../domain/policy/data/shared-issuers.ts';
import type { JsonObject } from '../../../../domain/policy/json.ts';

const context = { account: '111122223333', trustedAccounts: [], pointer: '' };

/** The findings about a trust in an issuer whose audience is checked, but for the one about pull requests. */
function rated(issuer: string, Condition: JsonObject, more: Partial<AnalysisContext> = {}): string[] {
  const Federated = issuer.startsWith('cognito-')
    ? issuer
    : `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  };
  return analyse('trust', { Version: '2012-10-17', Statement: statement }, { ...context, ...more })
    .map(({ code, severity }) => `${code.replace('TRUST_', '')} ${severity}`)
    .filter((one) => !one.startsWith('OIDC_PULL_REQUEST'));
}

function subject(
  issuer: string,
  sub: string | string[],
  claims: JsonObject = {},
  operator = 'StringLike',
  more: Partial<AnalysisContext> = {},
) {
  const audience = { [`${issuer}:aud`]: 'sts.amazonaws.com', ...claims };
  return rated(
    issuer,
    { 'ForAnyValue:StringEquals': audience, [operator]: { [`${issuer}:sub`]: sub } },
    more,
  );
}

const github = 'token.actions.githubusercontent.com';

describe("GitHub's subjects", () => {
  test.each([
    'environment:production',
    'ref:refs/heads/main',
    'job_workflow_ref:acme/ci/.github/workflows/deploy.yml@refs/heads/main',
    'workflow:deploy',
    'actor:octocat',
    'repository_visibility:private',
    'repo:acme',
  ])('that name no owner, such as %s, are everyone’s', (sub) => {
    expect(subject(github, sub, {}, 'StringEquals')).toEqual(['OIDC_NO_SUB critical']);
    expect(subject(github, sub)).toEqual(['OIDC_NO_SUB critical']);
    expect(subject(github, ['repo:acme/app:ref:refs/heads/main', sub])).toEqual(['OIDC_NO_SUB critical']);
  });

  test.each([
    'repo:*',
    'repo:acme*',
    'repo:acme*/app:ref:refs/heads/main',
    'repo:*/app:*',
    'repo:*:environment:production',
    'environment:*',
    'ref:refs/heads/*',
    'repository_owner_id:12*',
    'repository_owner:*',
    'repo:*:repository_owner:acme',
    `repo:\${aws:PrincipalTag/owner}/app:ref:refs/heads/main`,
  ])('that strangers can fit, such as %s, are everyone’s', (sub) => {
    expect(subject(github, sub)).toEqual(['OIDC_WILDCARD_SUB critical']);
  });

  test.each([
    'repo:acme/*',
    'repo:acme/a*:ref:refs/heads/main',
    'repository_owner:acme:*',
    'repo:acme@*/app@*:*',
  ])('of all repositories of an owner, such as %s, are high', (sub) => {
    expect(subject(github, sub)).toEqual(['OIDC_WILDCARD_SUB high']);
  });

  test.each([
    'repo:acme/app:*',
    'repo:acme/app:environment:*',
    'repo:acme@123456/app@456789:*',
    'repository_id:456789:*',
    'workflow_ref:acme/app/.github/workflows/*',
  ])('of one repository, such as %s, are medium', (sub) => {
    expect(subject(github, sub)).toEqual(['OIDC_WILDCARD_SUB medium']);
  });

  test.each([
    'repo:acme@123456/*',
    'repository_owner_id:123456:*',
    'repository_owner_id:123456:environment:production',
    'enterprise_id:77:*',
  ])('of an owner by number, such as %s, are medium, and a boundary does not mend that', (sub) => {
    expect(subject(github, sub)).toEqual(['OIDC_OWNER medium']);
    expect(subject(github, sub, {}, 'StringLike', { permissionsBoundary: true })).toEqual([
      'OIDC_OWNER medium',
    ]);
  });

  test.each([
    'repo:acme/app:ref:refs/heads/main',
    'repo:acme@123456/app@456789:ref:refs/heads/main',
    'repository_id:456789:environment:production',
    'environment:production:repo:acme/app',
  ])('that are one, such as %s, are no finding', (sub) => {
    expect(subject(github, sub)).toEqual([]);
  });

  test.each<[string, string]>([
    ['repository_owner_id', '123456'],
    ['enterprise_id', '77'],
  ])('are held by the claim %s', (claim, value) => {
    const claims = { [`${github}:${claim}`]: value };
    for (const sub of ['repo:*', 'repo:acme/*', 'environment:production'])
      expect(subject(github, sub, claims)).toEqual(['OIDC_OWNER medium']);
    expect(rated(github, { StringEquals: { [`${github}:aud`]: 'x', ...claims } })).toEqual([
      'OIDC_OWNER medium',
    ]);
  });

  test.each<[string, string]>([
    ['repository_id', '456789'],
    ['repository', 'acme/app'],
    ['job_workflow_ref', 'acme/ci/.github/workflows/deploy.yml@refs/heads/main'],
  ])('are held by the claim %s', (claim, value) => {
    const claims = { [`${github}:${claim}`]: value };
    expect(subject(github, 'repo:*', claims)).toEqual(['OIDC_WILDCARD_SUB medium']);
    expect(subject(github, 'environment:production', claims)).toEqual(['OIDC_NO_SUB medium']);
    expect(rated(github, { StringEquals: { [`${github}:aud`]: 'x', ...claims } })).toEqual([
      'OIDC_NO_SUB medium',
    ]);
  });

  test.each<[string, string]>([
    ['repository_id', '*'],
    ['repository_owner_id', `\${${github}:repository_owner_id}`],
    ['repository', '*/app'],
    ['job_workflow_ref', '*/.github/workflows/deploy.yml@refs/heads/main'],
    ['environment', 'production'],
    ['ref', 'refs/heads/main'],
    ['actor', 'octocat'],
  ])('are not held by the claim %s as %s', (claim, value) => {
    const claims = { StringLike: { [`${github}:${claim}`]: value, [`${github}:sub`]: 'repo:*' } };
    expect(rated(github, { StringEquals: { [`${github}:aud`]: 'x' }, ...claims })).toEqual([
      'OIDC_WILDCARD_SUB critical',
    ]);
  });

  test('of an enterprise are no strangers’', () => {
    for (const issuer of [
      `${github}/acme`,
      'token.actions.acme.ghe.com',
      'github.acme.example/_services/token',
    ])
      expect([subject(issuer, 'environment:production'), subject(issuer, 'repo:*')]).toEqual([
        ['OIDC_NO_SUB high'],
        ['OIDC_WILDCARD_SUB high'],
      ]);
  });

  test('are as wide as the narrowest of their tests', () => {
    const Condition = {
      StringEquals: { [`${github}:aud`]: 'x', [`${github}:sub`]: 'repo:acme/app:ref:refs/heads/main' },
      StringLike: { [`${github}:sub`]: 'repo:*' },
    };
    expect(rated(github, Condition)).toEqual([]);
  });
});

describe('subjects of names between labels', () => {
  const circle = 'oidc.circleci.com/org/1f2e';
  const bitbucket = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
  const repository = '{0aa2c5f5-5e5b-4b6e-8ff8-1a2b3c4d5e6f}';
  test.each<[string, string, string | undefined]>([
    ['app.terraform.io', 'organization:*', 'critical'],
    ['app.terraform.io', 'organization:acme*', 'critical'],
    ['app.terraform.io', 'organization:*:project:app:workspace:prod:run_phase:apply', 'critical'],
    ['app.terraform.io', 'organization:acme:*', 'high'],
    ['app.terraform.io', 'organization:acme:project:*:workspace:*:run_phase:*', 'high'],
    ['app.terraform.io', 'organization:acme:project:*:workspace:prod:run_phase:apply', 'high'],
    ['app.terraform.io', 'organization:acme:project:app:workspace:*:run_phase:*', 'medium'],
    ['app.terraform.io', 'organization:acme:project:app:workspace:prod:run_phase:apply', undefined],
    ['agent.buildkite.com', 'organization:acme:pipeline:*:ref:*:commit:*:step:*', 'high'],
    ['agent.buildkite.com', 'organization:acme:pipeline:app:*', 'medium'],
    ['agent.buildkite.com', 'organization:*', 'critical'],
    ['oidc.vercel.com', 'owner:*:project:app:environment:production', 'critical'],
    ['oidc.vercel.com', 'owner:acme:project:*:environment:production', 'high'],
    ['oidc.vercel.com/acme', 'owner:acme:project:*:environment:*', 'high'],
    ['oidc.vercel.com/acme', 'owner:acme:project:app:environment:*', 'medium'],
    ['oidc.codefresh.io', 'account:1234:pipeline:*', 'high'],
    ['scalr.io', 'account:acme:environment:*:workspace:*', 'high'],
    ['scalr.io', 'account:acme:environment:prod:workspace:*', 'medium'],
    ['proidc.upbound.io', 'mcp:acme/*', 'high'],
    ['proidc.upbound.io', 'mcp:acme/control:provider:*', 'medium'],
    ['api.pulumi.com/oidc', 'pulumi:deploy:org:acme:project:*', 'high'],
    ['api.pulumi.com/oidc', 'pulumi:deploy:org:*', 'critical'],
    ['api.pulumi.com/oidc', 'pulumi:deploy:org:acme:project:app:*', 'medium'],
    ['gitlab.com', 'project_path:*', 'critical'],
    ['gitlab.com', 'project_path:acme*/app:ref_type:branch:ref:main', 'critical'],
    ['gitlab.com', 'project_path:acme/*:ref_type:branch:ref:main', 'high'],
    ['gitlab.com', 'project_path:acme/team/*:ref_type:branch:ref:main', 'high'],
    ['gitlab.com', 'project_path:acme/app:ref_type:*:ref:*', 'medium'],
    ['gitlab.acme.example', 'project_path:acme/*', 'high'],
    ['gitlab.acme.example', 'project_path:acme/app:*', 'medium'],
    [circle, 'org/1f2e/*', 'high'],
    [circle, 'org/1f2e/project/*/user/*', 'high'],
    [circle, 'org/1f2e/project/77aa/user/*', 'medium'],
    ['acme.app.spacelift.io', 'space:*', 'high'],
    ['acme.app.spacelift.io', 'space:root:stack:*', 'medium'],
    [bitbucket, `${repository}:*`, 'low'],
    [bitbucket, `${repository}*`, 'low'],
    [bitbucket, '{0aa2*', 'high'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'system:serviceaccount:*', 'high'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'system:serviceaccount:*:app', 'high'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'system:serviceaccount:team:*', 'medium'],
    ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'system:serviceaccount:*', 'critical'],
    ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'system:serviceaccount:acme:*', 'high'],
    ['acme.semaphoreci.com', 'org:acme:project:*', 'high'],
    ['acme.semaphoreci.com', 'org:acme:project:77aa:repo:*', 'medium'],
    ['vstoken.dev.azure.com/1f2e', 'sc://acme/*', 'high'],
    ['vstoken.dev.azure.com/1f2e', 'sc://acme/shop/*', 'medium'],
    ['acme.okta.com', '0oa*', 'high'],
    ['acme.auth0.com', 'auth0|*', 'high'],
    ['securetoken.google.com/acme', 'uid*', 'high'],
    ['accounts.google.com', '1234*', 'critical'],
    ['accounts.google.com', '103212345678901234567', undefined],
  ])('%s: %s', (issuer, sub, severity) => {
    const aud = severity === 'critical' ? '*' : 'sts.amazonaws.com';
    const found = subject(issuer, sub, { [`${issuer}:aud`]: aud }).filter((one) =>
      one.startsWith('OIDC_WILDCARD'),
    );
    expect(found).toEqual(severity === undefined ? [] : [`OIDC_WILDCARD_SUB ${severity}`]);
  });
});

describe('every issuer', () => {
  const shared = [
    'token.actions.githubusercontent.com',
    'vstoken.actions.githubusercontent.com',
    'oidc-configuration.audit-log.githubusercontent.com',
    'gitlab.com',
    'agent.buildkite.com',
    'app.terraform.io',
    'oidc.codefresh.io',
    'studio.datachain.ai/api',
    'scalr.io',
    'tokens.cloud.shisho.dev',
    'proidc.upbound.io',
    'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb',
    'api.pulumi.com/oidc',
    'sandboxes.cloud',
    'oidc.vercel.com',
    'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d',
  ];
  const claimed = shared.map((issuer): [string, string] => [issuer, requiredClaim(issuer) ?? '']);

  test.each(claimed)('%s is everyone’s unless %s is checked literally', (issuer, claim) => {
    for (const value of ['*', '?*', 'x*', `\${${claim}}`])
      expect(rated(issuer, { StringLike: { [claim]: value, [`${issuer}:x`]: 'y' } })).toContain(
        'OIDC_NO_SUB critical',
      );
    for (const operator of ['StringLikeIfExists', 'ForAllValues:StringLike', 'StringNotLike'])
      expect(rated(issuer, { [operator]: { [claim]: 'x' } })).toContain('OIDC_NO_SUB critical');
    expect(rated(issuer, {})).toContain('OIDC_NO_SUB critical');
  });

  test.each(['oidc.vercel.com', 'api.pulumi.com/oidc', 'sandboxes.cloud', 'accounts.google.com'])(
    '%s with its audience alone is all of one customer',
    (issuer) => {
      expect(rated(issuer, { StringEquals: { [`${issuer}:aud`]: 'https://vercel.com/acme' } })).toEqual([
        'OIDC_NO_SUB high',
      ]);
      expect(rated(issuer, { StringLike: { [`${issuer}:aud`]: 'https://vercel.com/*' } })).toContain(
        'OIDC_NO_SUB critical',
      );
    },
  );

  test.each([
    'acme.okta.com',
    'acme.auth0.com',
    'login.microsoftonline.com/1f2e/v2.0',
    'sts.windows.net/1f2e/',
  ])('%s of one customer is all of that customer without a subject', (issuer) => {
    expect(rated(issuer, { StringEquals: { [`${issuer}:aud`]: 'x' } })).toEqual(['OIDC_NO_SUB high']);
  });
});

describe.each(['cognito-identity.amazonaws.com', 'cognito-identity.cn-north-1.amazonaws.com.cn'])(
  '%s',
  (issuer) => {
    const pool = 'us-east-1:11111111-2222-3333-4444-555555555555';
    const aud = { [`${issuer}:aud`]: pool };
    const amr = `${issuer}:amr`;

    test('with one pool and people who signed in is no finding', () => {
      for (const operator of ['ForAnyValue:StringLike', 'ForAnyValue:StringEquals', 'StringEquals'])
        expect(rated(issuer, { StringEquals: aud, [operator]: { [amr]: 'authenticated' } })).not.toContain(
          'COGNITO_GUESTS critical',
        );
      expect(
        rated(issuer, {
          StringEquals: aud,
          'ForAnyValue:StringLike': { [amr]: ['authenticated', 'graph.facebook.com'] },
        }),
      ).toEqual([]);
    });

    test.each<JsonObject>([
      {},
      { 'ForAnyValue:StringLike': { [amr]: 'unauthenticated' } },
      { 'ForAnyValue:StringLike': { [amr]: ['authenticated', 'unauthenticated'] } },
      { 'ForAnyValue:StringLike': { [amr]: '*' } },
      { 'ForAnyValue:StringLike': { [amr]: '*authenticated' } },
      { 'ForAnyValue:StringLike': { [amr]: 'unauth*' } },
      { 'ForAnyValue:StringLike': { [amr]: `\${${amr}}` } },
      { 'ForAllValues:StringEquals': { [amr]: 'authenticated' } },
      { 'ForAnyValue:StringLikeIfExists': { [amr]: 'authenticated' } },
    ])('lets guests in with %j', (more) => {
      expect(rated(issuer, { StringEquals: aud, ...more })).toContain('COGNITO_GUESTS critical');
    });

    test.each(['us-east-1:*', '*', 'us-east-1:11111111-2222-3333-4444-55555555555?', `\${${issuer}:aud}`])(
      'lets every pool in with %s',
      (pools) => {
        const signedIn = { 'ForAnyValue:StringLike': { [amr]: 'authenticated' } };
        expect(rated(issuer, { StringLike: { [`${issuer}:aud`]: pools }, ...signedIn })).toContain(
          'OIDC_NO_SUB critical',
        );
        expect(rated(issuer, { StringLike: { [`${issuer}:aud`]: [pool, pools] }, ...signedIn })).toContain(
          'OIDC_NO_SUB critical',
        );
      },
    );
  },
);
