import { type Finding, type Severity, severities } from '../../finding.ts';
import { matchesEverything } from '../../wildcard.ts';
import { changingVerbs, criticalServices, highServices } from '../data/service-risks.ts';
import type { Allowance, Grant, Grants } from './grants.ts';
import { bySeverity, lowered } from './severity.ts';
import { isEverything } from './statement.ts';

/** More services than this are told as one finding: the record of a request has an end. */
const maxServices = 40;

interface Wildcard {
  service: string;
  text: string;
  /** True for all actions of the service, false for all that begin with a changing verb. */
  whole: boolean;
  grant: Grant;
  severity: Severity;
}

/** One finding for each service of which all actions are allowed, or all that change something in one way. */
export function serviceWildcardFindings(grants: Grants): Finding[] {
  const worst = new Map<string, Wildcard>();
  for (const allowance of grants.allowances)
    for (const wildcard of wildcardsOf(allowance, grants)) {
      const known = worst.get(wildcard.service);
      if (known === undefined || rank(wildcard) > rank(known)) worst.set(wildcard.service, wildcard);
    }
  const findings = [...worst.values()].map(findingOf).sort(bySeverity);
  const [first, ...others] = findings.slice(maxServices);
  if (first === undefined) return findings;
  const message = `It may do everything, or everything of one kind, in ${others.length + 1} more services.`;
  return [...findings.slice(0, maxServices), { ...first, code: 'SERVICE_WILDCARD:*', message }];
}

function rank({ severity, whole }: Wildcard): number {
  return severities.indexOf(severity) * 2 + (whole ? 1 : 0);
}

function* wildcardsOf(allowance: Allowance, grants: Grants): Generator<Wildcard> {
  const { actions } = allowance.statement;
  if (actions === undefined || actions.excludes) return;
  for (const [position, { text }] of actions.entries.entries()) {
    const [service = '', name = ''] = text.toLowerCase().split(':', 2);
    const whole = matchesEverything(name);
    if (isEverything(service) || !(whole || isVerbWildcard(name)) || grants.denies(service)) continue;
    const capped = grants.ceiling?.levelsOfService(service);
    if (grants.ceiling !== undefined && capped === undefined) continue;
    const grant = grants.grant(allowance, { service, verb: whole ? '' : name }, position);
    const severity = lowered(severityOf(service), Math.max(grant.levels, capped ?? 0) + (whole ? 0 : 1));
    yield { service, text, whole, grant, severity };
  }
}

function findingOf({ service, text, whole, grant, severity }: Wildcard): Finding {
  const amount = whole ? 'everything' : `every action that fits ${text.slice(0, 80)}`;
  const message = `It may do ${amount} in the service ${service.slice(0, 64)}, what AWS adds there later included${grant.limits}.`;
  return { code: `SERVICE_WILDCARD:${service.slice(0, 64)}`, severity, pointer: grant.pointer, message };
}

function severityOf(service: string): Severity {
  if (criticalServices.includes(service)) return 'critical';
  return highServices.includes(service) ? 'high' : 'medium';
}

/** `Put*`, `P*`, `*Object`: a wildcard that takes in all actions of a changing verb. */
function isVerbWildcard(name: string): boolean {
  const start = name.indexOf('*');
  return start >= 0 && changingVerbs.some((verb) => verb.startsWith(name.slice(0, start)));
}
