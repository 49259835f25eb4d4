import { type Finding, type Severity, severities } from '../../finding.ts';
import type { Grant, Grants } from './grants.ts';
import { type RiskCode, type RiskList, riskLists } from './risk-lists.ts';
import { lowered } from './severity.ts';
import { someNames } from './some-names.ts';

interface Allowed {
  name: string;
  grant: Grant;
  severity: Severity;
}

/** One finding for each list of which the document allows something, as severe as the worst of it. */
export function listFindings(grants: Grants): Finding[] {
  const { actions, risks } = grants.rules;
  const allowed = new Map<RiskCode, Allowed[]>(riskLists.map(({ code }) => [code, []]));
  for (const index of grants.allowed()) {
    const grant = risks[index]?.length ? grants.widest(index) : undefined;
    if (grant === undefined) continue;
    const name = actions.all[index]?.name ?? '';
    for (const { code, severity } of risks[index] ?? [])
      allowed.get(code)?.push({ name, grant, severity: lowered(severity, levelsFor(code, grant)) });
  }
  return riskLists.flatMap((list) => {
    const found = allowed.get(list.code) ?? [];
    return found.length === 0 ? [] : [findingOf(list, found)];
  });
}

/** Most accounts have all they have in one Region: to destroy everything there is to destroy everything. */
function levelsFor(code: RiskCode, { levels, scope }: Grant): number {
  return code === 'DESTRUCTION' && scope === 'region' ? levels - 1 : levels;
}

function findingOf({ code, outcome }: RiskList, allowed: readonly Allowed[]): Finding {
  const severity =
    severities.findLast((level) => allowed.some((action) => action.severity === level)) ?? 'low';
  const worst = allowed.filter((action) => action.severity === severity);
  const { grant } = worst.reduce((one, other) => (other.grant.pointer < one.grant.pointer ? other : one));
  return {
    code,
    severity,
    pointer: grant.pointer,
    message: `Whoever holds this can ${outcome}, with ${someNames(
      worst.map(({ name }) => name),
      allowed.length,
    )}${grant.limits}.`,
  };
}
