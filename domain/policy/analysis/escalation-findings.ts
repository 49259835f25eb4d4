import type { Finding } from '../../finding.ts';
import { type EscalationPath, escalationPaths } from './escalation.ts';
import type { Grant, Grants } from './grants.ts';
import { indexOf } from './known-actions.ts';
import { PassedRoles } from './passed-roles.ts';
import { lowered } from './severity.ts';

const compiledPaths = escalationPaths.map((path) => ({ path, indexes: path.actions.map(indexOf) }));

/**
 * A finding for each known way to more permissions whose actions the document allows, maybe in different
 * statements. As strong as the most limited of its actions; points at that one's entry.
 */
export function escalationFindings(grants: Grants): Finding[] {
  const passing = new PassedRoles(grants);
  const widest = new Map<number, Grant | undefined>();
  return compiledPaths.flatMap(({ path, indexes }) => {
    const needed: Grant[] = [];
    for (const index of indexes) {
      if (!widest.has(index)) widest.set(index, grants.widest(index));
      const grant = widest.get(index);
      if (grant === undefined) return [];
      needed.push(grant);
    }
    const pass = path.passesTo === undefined ? undefined : passing.to(path.passesTo);
    if (path.passesTo !== undefined && pass === undefined) return [];
    return [findingOf(path, pass === undefined ? needed : [...needed, pass])];
  });
}

function findingOf({ code, severity, message }: EscalationPath, needed: readonly Grant[]): Finding {
  const most = needed.reduce((one, other) => (other.levels > one.levels ? other : one));
  return {
    code,
    severity: lowered(severity, most.levels),
    pointer: most.pointer,
    message: message.replace(/\.$/, `${most.limits}.`),
  };
}
