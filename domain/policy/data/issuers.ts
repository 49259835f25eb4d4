import { requiredClaim } from './shared-issuers.ts';

/**
 * Issuers besides `shared-issuers.ts` where everyone can get a token: IAM does not ask for a claim there, so only a
 * finding does. Anyone with an account at Google, Facebook, Amazon or Microsoft signs in to an application of theirs.
 */
const publicIssuers: readonly string[] = [
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
  'login.microsoftonline.com/common/v2.0',
  'login.microsoftonline.com/organizations/v2.0',
  'login.microsoftonline.com/consumers/v2.0',
  'oidc.modal.com',
  'oidc.deno.com',
  'identity.depot.dev',
];

/** True if strangers get tokens of an issuer as well as we do. */
export function isPublicIssuer(issuer: string): boolean {
  return requiredClaim(issuer) !== undefined || publicIssuers.includes(issuer);
}

/** What a token calls its subject; two old web identity providers have a name of their own (IAM User Guide). */
export function subjectClaim(issuer: string): string {
  if (issuer === 'www.amazon.com') return 'user_id';
  return issuer === 'graph.facebook.com' ? 'id' : 'sub';
}

/** What a token calls the application that it was made for. */
export function audienceClaim(issuer: string): string {
  return issuer === 'www.amazon.com' || issuer === 'graph.facebook.com' ? 'app_id' : 'aud';
}

/**
 * The condition key besides the subject that tells tenants apart: the application that people sign in to, or the one
 * that IAM requires, where that is not the subject.
 */
export function tenantKey(issuer: string): string | undefined {
  const key = requiredClaim(issuer);
  if (key !== undefined) return key === `${issuer}:sub` ? undefined : key.toLowerCase();
  const signIn = ['accounts.google.com', 'graph.facebook.com', 'www.amazon.com'];
  return signIn.includes(issuer) ? `${issuer}:${audienceClaim(issuer)}` : undefined;
}

/** Issuers whose tenant key names one workload, so that no subject is missed: Microsoft Sentinel's workspace. */
export function isTenantWorkload(issuer: string): boolean {
  return requiredClaim(issuer) === 'sts:RoleSessionName';
}

/** How an issuer spells subjects: the names in them, from the widest to the narrowest, stand between labels. */
export interface SubjectForm {
  issuer: RegExp;
  /** What comes before the first label. */
  prefix?: RegExp;
  separator: ':' | '/';
  /** How many names are one project, the narrowest that every rule of an organisation can be asked for. */
  project: number;
}

/**
 * Issuers whose subjects are `label:name:label:name…`, as each documents them:
 * `organization:ORG:project:PROJECT:workspace:WORKSPACE:run_phase:PHASE` (HCP Terraform),
 * `organization:ORG:pipeline:PIPELINE:ref:REF:commit:SHA:step:KEY` (Buildkite),
 * `owner:TEAM:project:PROJECT:environment:ENVIRONMENT` (Vercel),
 * `project_path:GROUP/PROJECT:ref_type:TYPE:ref:REF` (GitLab, self-managed too), `account:ACCOUNT:pipeline:ID` (Codefresh),
 * `account:ACCOUNT:environment:ENVIRONMENT:workspace:WORKSPACE` (Scalr), `mcp:ORG/CONTROLPLANE:provider:NAME` (Upbound),
 * `pulumi:deploy:org:ORG:project:PROJECT:stack:STACK` (Pulumi), `modal:workspace_id:ID:environment_name:NAME` (Modal),
 * `deployment:ORG/APP/…` (Deno), `org/ORG/project/PROJECT/user/USER` (CircleCI, an issuer for each organisation),
 * `space:SPACE:stack:STACK:run_type:TYPE` (Spacelift, an issuer for each account).
 */
export const subjectForms: readonly SubjectForm[] = [
  { issuer: /^oidc\.circleci\.com\/org\//, separator: '/', project: 2 },
  { issuer: /\.app\.spacelift\.io$/, separator: ':', project: 1 },
  { issuer: /^api\.pulumi\.com\//, prefix: /^pulumi:(deploy|environments):/, separator: ':', project: 2 },
  { issuer: /^oidc\.modal\.com$/, prefix: /^modal:/, separator: ':', project: 2 },
  {
    issuer:
      /^(gitlab\.com|agent\.buildkite\.com|app\.terraform\.io|oidc\.codefresh\.io|scalr\.io|oidc\.vercel\.com(\/.+)?|proidc\.upbound\.io|oidc\.deno\.com|studio\.datachain\.ai\/api|tokens\.cloud\.shisho\.dev)$/,
    separator: ':',
    project: 2,
  },
  { issuer: /^(gitlab|terraform|tfe)\./, separator: ':', project: 2 },
];

/** Words that label a name in subjects of any other issuer; the names after `tenantLabels` are as wide as the issuer. */
export const labels: ReadonlySet<string> = new Set(
  'project project_path project_id repo repository ref ref_type branch workspace workspace_id environment environment_id env stack space pipeline pipeline_id app application service job user group run_phase run_type step commit scope'.split(
    ' ',
  ),
);
export const tenantLabels: ReadonlySet<string> = new Set(
  'org organization organization_id org_id account account_id owner owner_id tenant tenant_id team team_id enterprise customer'.split(
    ' ',
  ),
);
