import { type Finding, type Severity, severities } from '../../finding.ts';
import type { Grant, Grants } from './grants.ts';
import { indexOf } from './known-actions.ts';
import { type RiskList, riskLists } from './risk-lists.ts';
import { lowered } from './severity.ts';

const compiledLists = riskLists.map((list) => ({
  list,
  actions: [...list.severities].map(([name, severity]) => ({ name, severity, index: indexOf(name) })),
}));

/** One finding for each list of which the document allows something, as severe as the worst of it. */
export function listFindings(grants: Grants): Finding[] {
  return compiledLists.flatMap(({ list, actions }) => {
    const allowed = actions.flatMap(({ name, severity, index }) => {
      const grant = grants.widest(index);
      return grant === undefined ? [] : [{ name, grant, severity: lowered(severity, grant.levels) }];
    });
    return allowed.length === 0 ? [] : [findingOf(list, allowed)];
  });
}

interface Allowed {
  name: string;
  grant: Grant;
  severity: Severity;
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
    message: `Whoever holds this can ${outcome}, with ${namesOf(worst, allowed.length)}${grant.limits}.`,
  };
}

function namesOf(worst: readonly Allowed[], count: number): string {
  const names = worst.slice(0, 3).map(({ name }) => name);
  const others = count - names.length;
  if (others > 0) return `${names.join(', ')} and ${others} more action${others === 1 ? '' : 's'}`;
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
