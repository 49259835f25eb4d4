/**
 * OIDC issuers that mint tokens for many unrelated customers, with the claim that tells those apart. Since June 2025 IAM
 * refuses to trust one of them without evaluating that claim (IAM User Guide, "Identity-provider controls for shared
 * OIDC providers", as of 2026-11; the issuers of IBM Turbonomic, which that page does not spell, from AWS's
 * data-perimeter-policy-examples and IBM's own documentation).
 */
const claims: Readonly<Record<string, string>> = {
  'token.actions.githubusercontent.com': 'sub',
  'vstoken.actions.githubusercontent.com': 'sub',
  'oidc-configuration.audit-log.githubusercontent.com': 'sub',
  'gitlab.com': 'sub',
  'agent.buildkite.com': 'sub',
  'app.terraform.io': 'sub',
  'oidc.codefresh.io': 'sub',
  'studio.datachain.ai/api': 'sub',
  'scalr.io': 'sub',
  'tokens.cloud.shisho.dev': 'sub',
  'proidc.upbound.io': 'sub',
  'rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7': 'sub',
  'rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr': 'sub',
  'rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg': 'sub',
  'rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26': 'sub',
  'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb': 'sub',
  'oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu': 'sub',
  'api.pulumi.com/oidc': 'aud',
  'sandboxes.cloud': 'aud',
  'oidc.vercel.com': 'aud',
  'cognito-identity.amazonaws.com': 'aud',
};

/** Azure Sentinel's tokens tell its customers apart by the name of the session alone. */
const sentinel = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d';

/**
 * IAM takes another claim of GitHub's as well: "must evaluate, using StringEquals, StringLike or
 * StringEqualsIgnoreCase, …:sub or …:job_workflow_ref which is not scoped to all".
 */
const github = 'token.actions.githubusercontent.com';

/** The issuer of a Federated principal: what follows `oidc-provider/` in its ARN, or the web identity domain. */
export function issuerOf(federated: string): string {
  const marker = ':oidc-provider/';
  const start = federated.indexOf(marker);
  return (start < 0 ? federated : federated.slice(start + marker.length)).toLowerCase();
}

/** The condition key that tells the customers of a shared issuer apart, or `undefined` if the issuer is not shared. */
export function requiredClaim(issuer: string): string | undefined {
  if (issuer === sentinel) return 'sts:RoleSessionName';
  return Object.hasOwn(claims, issuer) ? `${issuer}:${claims[issuer]}` : undefined;
}

/** The condition keys of which a trust in a shared issuer must evaluate one; none if the issuer is not shared. */
export function acceptedClaims(issuer: string): string[] {
  const required = requiredClaim(issuer);
  if (required === undefined) return [];
  return issuer === github ? [required, `${issuer}:job_workflow_ref`] : [required];
}
