import type { Finding, Severity } from '../../finding.ts';
import { changingVerbs, criticalServices, highServices } from '../data/service-risks.ts';
import { passRole } from './escalation.ts';
import type { Allowance, Grants } from './grants.ts';
import { indexOf } from './known-actions.ts';
import { lowered, mostSevere } from './severity.ts';
import { isEverything } from './statement.ts';

const passRoleIndex = indexOf(passRole);

/** Findings about wildcards and exclusions themselves, whatever they stand for. */
export function wildcardFindings(grants: Grants): Finding[] {
  if (grants.denies('*')) return [];
  return mostSevere([
    ...grants.allowances.flatMap((allowance) =>
      allowance.statement.actions?.excludes ? exclusions(allowance, grants) : inclusions(allowance, grants),
    ),
    ...grants.allowances.flatMap((allowance) => resourceExclusion(allowance, grants)),
    ...passRoleStar(grants),
  ]);
}

function inclusions(allowance: Allowance, grants: Grants): Finding[] {
  const entries = allowance.statement.actions?.entries ?? [];
  return entries.flatMap(({ text }, position) => {
    const [service = '', name = isEverything(service) ? '*' : ''] = text.toLowerCase().split(':');
    if (isEverything(service)) return isAnyName(name) ? everything(allowance, grants, position) : [];
    const whole = isAnyName(name);
    if (!(whole || isVerbWildcard(name)) || grants.denies(service)) return [];
    const grant = grants.grant(allowance, { service, verb: '' }, position);
    const severity = lowered(severityOfService(service), grant.levels + (whole ? 0 : 1));
    const amount = whole ? 'everything' : `every action that begins like ${text}`;
    const message = `It may do ${amount} in the service ${service}, what AWS adds there later included${grant.limits}.`;
    return [{ code: `SERVICE_WILDCARD:${service}`, severity, pointer: grant.pointer, message }];
  });
}

/** All actions: an administrator if for all resources, unless IAM itself is denied. */
function everything(allowance: Allowance, grants: Grants, position: number): Finding[] {
  const { pointer, levels, limits } = grants.grant(allowance, { service: '*', verb: '' }, position);
  const total = allowance.scope.isEverything;
  const scope = total || levels === 0 ? 0 : Math.min(levels, 1);
  const star: Finding = {
    code: 'ACTION_STAR',
    severity: lowered('high', total ? levels : scope),
    pointer,
    message: `It may take every action of every AWS service, those that come later included${total ? limits : ' (for some resources only)'}.`,
  };
  if (!total) return [star];
  const spared = grants.denies('iam') ? 1 : 0;
  const message = `Whoever holds this is an administrator: every action on everything in the account${limits}.`;
  return [{ code: 'FULL_ADMIN', severity: lowered('critical', levels + spared), pointer, message }, star];
}

function exclusions(allowance: Allowance, grants: Grants): Finding[] {
  const { pointer, limits } = grants.grant(allowance, { service: '*', verb: '' }, 0);
  const levels = (allowance.scope.isEverything ? 0 : 1) + (allowance.statement.narrowed ? 1 : 0);
  const message = `It may take every action except the ones listed, in every service, those that come later included${levels > 0 ? limits : ''}.`;
  return [{ code: 'NOTACTION_ALLOW', severity: lowered('high', levels), pointer, message }];
}

function resourceExclusion({ statement, scope }: Allowance, grants: Grants): Finding[] {
  if (!statement.resources?.excludes || grants.denies('*')) return [];
  const levels = (scope.isEverything ? 0 : 1) + (statement.narrowed ? 1 : 0);
  const message = 'It reaches every resource except the ones listed, those that come later included.';
  const { pointer } = statement.resources;
  return [{ code: 'NOTRESOURCE_ALLOW', severity: lowered('medium', levels), pointer, message }];
}

/** `iam:PassRole` for every role. Conditions lower it and never hide it. */
function passRoleStar(grants: Grants): Finding[] {
  return [...grants.of(passRoleIndex)].flatMap(({ allowance, grant }) => {
    if (allowance.scope.of({ service: 'iam', verb: 'passrole' }) !== 'all') return [];
    const message = `It may hand every role of the account to a service, and so use the strongest of them${grant.limits}.`;
    return [
      { code: 'PASSROLE_STAR', severity: lowered('high', grant.levels), pointer: grant.pointer, message },
    ];
  });
}

function severityOfService(service: string): Severity {
  if (criticalServices.includes(service)) return 'critical';
  return highServices.includes(service) ? 'high' : 'medium';
}

function isAnyName(name: string): boolean {
  return /^[*?]*\*[*?]*$/.test(name);
}

/** `Put*`, `P*`, `*Object`: a wildcard that takes in all actions of a changing verb. */
function isVerbWildcard(name: string): boolean {
  const start = name.indexOf('*');
  return start >= 0 && changingVerbs.some((verb) => verb.startsWith(name.slice(0, start)));
}
