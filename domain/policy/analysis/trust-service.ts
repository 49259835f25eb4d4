import type { Finding } from '../../finding.ts';
import { computeServices } from '../data/compute-services.ts';
import { splitArn } from '../grammar/arn.ts';
import { isServicePrincipal } from '../service-principal.ts';
import { isLiteral } from './condition.ts';
import type { AnalysisContext } from './context.ts';
import { strangersLetIn } from './owner.ts';
import type { TrustStatement } from './trust-statement.ts';
import { strangerFindings } from './trust-strangers.ts';

const rolesAnywhere = 'rolesanywhere.amazonaws.com';

/** Keys that say for whom a service calls. */
const sources = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/** What Roles Anywhere needs to be allowed (its user guide, trust model). */
const rolesAnywhereActions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** Findings about AWS services that may take the role. */
export function serviceTrustFindings(statement: TrustStatement, context: AnalysisContext): Finding[] {
  // One that AWS may not know is told as unknown instead.
  const known = statement.services.filter(({ written }) => isServicePrincipal(written, context.partition));
  const compute = known.find(({ text }) => computeServices.includes(text));
  const other = known.find(({ text }) => !computeServices.includes(text));
  const findings: Finding[] = [];
  if (compute) {
    const message = `Whoever controls what runs in ${serviceName(compute.text)} can use this role.`;
    findings.push({ code: 'TRUST_SERVICE_COMPUTE', severity: 'low', pointer: compute.pointer, message });
  }
  const called = statement.services.find(({ text }) => text !== rolesAnywhere);
  const strangers = strangersLetIn(statement.tests, sources, context);
  if (called && strangers) findings.push(...strangerFindings(strangers, called.pointer));
  if (other && strangers === undefined) {
    const message = `${serviceName(other.text)} may use this role for whoever asks it, other accounts included: no source is checked.`;
    findings.push({ code: 'TRUST_SERVICE_NO_SOURCE', severity: 'medium', pointer: other.pointer, message });
  }
  const third = statement.services[2];
  if (third) {
    const message = `${statement.services.length} services share this role, so each has what only another needs.`;
    findings.push({ code: 'TRUST_SERVICE_MANY', severity: 'low', pointer: third.pointer, message });
  }
  return [...findings, ...rolesAnywhereFindings(statement, context)];
}

function rolesAnywhereFindings(statement: TrustStatement, { account }: AnalysisContext): Finding[] {
  const principal = statement.services.find(({ text }) => text === rolesAnywhere);
  if (principal === undefined || !statement.ways.has('sts:AssumeRole')) return [];
  const { pointer } = principal;
  const findings: Finding[] = [];
  const anchors = statement.restricting.get('aws:sourcearn') ?? [];
  if (!anchors.some(({ values }) => values.every((value) => isOwnAnchor(value, account)))) {
    const message =
      'Certificates of every trust anchor of the account work, also of one that is added later.';
    findings.push({ code: 'TRUST_RA_NO_SOURCEARN', severity: 'high', pointer, message });
  }
  const certificate = /^(aws:principaltag\/x509(subject|issuer|san)\/.+|sts:sourceidentity)$/;
  if (![...statement.restricting.keys()].some((key) => certificate.test(key))) {
    const message =
      'Every certificate that the authority issues can use this role: no subject, issuer or name is checked.';
    findings.push({ code: 'TRUST_RA_NO_X509', severity: 'high', pointer, message });
  }
  return findings;
}

function isOwnAnchor(arn: string, account: string): boolean {
  const [, , service, , owner, name = ''] = splitArn(arn);
  return service === 'rolesanywhere' && owner === account && isLiteral(name) && /^trust-anchor\/./.test(name);
}

/** A finding if the statements together do not allow Roles Anywhere all it needs: its sessions will fail. */
export function rolesAnywhereActionFindings(statements: readonly TrustStatement[]): Finding[] {
  const trusting = statements.filter(({ services }) => services.some(({ text }) => text === rolesAnywhere));
  const [first] = trusting;
  const missing = rolesAnywhereActions.filter((action) => !trusting.some(({ ways }) => ways.has(action)));
  if (first === undefined || missing.length === 0) return [];
  const message = `Roles Anywhere cannot use this role: ${missing.join(' and ')} must be allowed too.`;
  const pointer = first.actions?.pointer ?? first.pointer;
  return [{ code: 'TRUST_RA_MISSING_ACTIONS', severity: 'medium', pointer, message }];
}

function serviceName(principal: string): string {
  return principal.replace(/\.amazonaws\.com$/, '');
}
