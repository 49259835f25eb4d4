/**
 * OIDC issuers that mint tokens for many unrelated customers, with the condition key that tells those apart.
 * Since June 2025 IAM refuses to trust one of them without evaluating that key (IAM User Guide, "Identity
 * providers and controls for shared OIDC providers").
 */
export const sharedIssuers: Readonly<Record<string, string>> = {
  'token.actions.githubusercontent.com': 'token.actions.githubusercontent.com:sub',
  'vstoken.actions.githubusercontent.com': 'vstoken.actions.githubusercontent.com:sub',
  'oidc-configuration.audit-log.githubusercontent.com':
    'oidc-configuration.audit-log.githubusercontent.com:sub',
  'gitlab.com': 'gitlab.com:sub',
  'agent.buildkite.com': 'agent.buildkite.com:sub',
  'app.terraform.io': 'app.terraform.io:sub',
  'oidc.codefresh.io': 'oidc.codefresh.io:sub',
  'studio.datachain.ai/api': 'studio.datachain.ai/api:sub',
  'scalr.io': 'scalr.io:sub',
  'tokens.cloud.shisho.dev': 'tokens.cloud.shisho.dev:sub',
  'proidc.upbound.io': 'proidc.upbound.io:sub',
  'api.pulumi.com/oidc': 'api.pulumi.com/oidc:aud',
  'sandboxes.cloud': 'sandboxes.cloud:aud',
  'oidc.vercel.com': 'oidc.vercel.com:aud',
  'cognito-identity.amazonaws.com': 'cognito-identity.amazonaws.com:aud',
  'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d': 'sts:RoleSessionName',
};

/** The issuer of a Federated principal: what follows `oidc-provider/` in its ARN, or the web identity domain. */
export function issuerOf(federated: string): string {
  const marker = ':oidc-provider/';
  const start = federated.indexOf(marker);
  return (start < 0 ? federated : federated.slice(start + marker.length)).toLowerCase();
}

/** The condition key that a trust in this issuer must evaluate, or `undefined` if the issuer is not shared. */
export function requiredClaim(issuer: string): string | undefined {
  return Object.hasOwn(sharedIssuers, issuer) ? sharedIssuers[issuer] : undefined;
}
