import { hasWildcard } from '../../wildcard.ts';
import { type ConditionTest, canFail, patternsOf } from './condition.ts';
import { narrower, type Width, widest } from './severity.ts';
import type { TrustStatement } from './trust-statement.ts';

/**
 * GitHub Actions' issuer, also with the name of an enterprise, of a GHE.com tenant or of an Enterprise Server (GitHub
 * docs, OpenID Connect reference).
 */
export function isGithub(issuer: string): boolean {
  return (
    /^(vs)?token\.actions\.(githubusercontent\.com(\/[\w-]+)?|[\w-]+\.ghe\.com)$/.test(issuer) ||
    issuer.endsWith('/_services/token')
  );
}

/** True if only one enterprise gets tokens of this issuer, so that no subject of it is a stranger's. */
export function isEnterprise(issuer: string): boolean {
  return !/^(vs)?token\.actions\.githubusercontent\.com$/.test(issuer);
}

/**
 * Who can produce a subject. Its default is `repo:OWNER/NAME:…`, or `repo:OWNER@ID/NAME@ID:…` since 2026; the
 * administrator of any repository can have it made of other claims, `label:value:label:value…`, without an owner among
 * them too. So what names no owner anyone can produce (`critical`); an owner's name is all of the owner's repositories
 * (`high`; `owner` by number), a repository's name or number is one repository (`medium`). `undefined`
 * if nothing is left open. Only what stands before the first wildcard counts.
 */
export function githubSubjectWidth(pattern: string): Width {
  const segments = pattern.split(':');
  let width: Width = 'critical';
  for (let index = 0; index + 1 < segments.length; index += 2) {
    const [label = '', value = ''] = segments.slice(index, index + 2);
    if (hasWildcard(label)) break;
    width = narrower(width, claimWidth(label, value));
    if (hasWildcard(value)) break;
  }
  return width === 'medium' && namesRepository(pattern) && !hasWildcard(pattern) ? undefined : width;
}

/**
 * What the claims besides the subject leave open, which STS knows as condition keys (IAM User Guide, keys for OIDC
 * federation): the narrowest of the tests, each as wide as its widest value.
 */
export function githubClaimsWidth({ tests }: TrustStatement, issuer: string): Width {
  const widths = tests
    .filter(
      (test) => test.key.startsWith(`${issuer}:`) && test.operator.valueType === 'string' && canFail(test),
    )
    .map((test) => claimTestWidth(test, test.key.slice(issuer.length + 1)));
  return widths.reduce<Width>(narrower, 'critical');
}

function claimTestWidth(test: ConditionTest, claim: string): Width {
  if (claim === 'job_workflow_ref') return widest(patternsOf(test).map(workflowWidth));
  return widest(patternsOf(test).map((value) => claimWidth(claim, value)));
}

/** One claim, in a subject or by itself. Whatever is not listed, such as an environment, anyone can call the same. */
function claimWidth(claim: string, value: string): Width {
  switch (claim) {
    case 'repository_id':
      return /^\d+$/.test(value) ? 'medium' : 'critical';
    case 'repository_owner_id':
    case 'enterprise_id':
      return /^\d+$/.test(value) ? 'owner' : 'critical';
    case 'repository_owner':
    case 'enterprise':
      return /^[\w.-]+$/.test(value) ? 'high' : 'critical';
    case 'repo':
    case 'repository':
    case 'workflow_ref':
      return repositoryWidth(value);
    default:
      return 'critical';
  }
}

function repositoryWidth(value: string): Width {
  const [owner = '', name] = value.split('/');
  const [, byName, byNumber] = /^([\w.-]+)(?:@(\d+))?$/.exec(owner) ?? [];
  if (byName === undefined || name === undefined) return /^[\w.-]+@/.test(owner) ? 'high' : 'critical';
  if (/^[\w.-]+(@\d+)?$/.test(name)) return 'medium';
  return byNumber === undefined ? 'high' : 'owner';
}

/** A reusable workflow: what runs is its own code, so that a file that is named in full is one workload. */
function workflowWidth(value: string): Width {
  const [owner = '', name = '', ...file] = (value.split('@', 1)[0] ?? '').split('/');
  if (!/^[\w.-]+$/.test(owner)) return 'critical';
  return /^[\w.-]+$/.test(name) && /^[^*?]+$/.test(file.join('/')) && value.includes('@') ? 'medium' : 'high';
}

function namesRepository(pattern: string): boolean {
  return /(?:^|:)(?:repo|repository|workflow_ref|repository_id):/.test(pattern);
}
