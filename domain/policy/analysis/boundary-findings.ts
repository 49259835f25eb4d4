import type { Finding } from '../../finding.ts';
import type { Ceiling, Grants } from './grants.ts';
import { someNames } from './some-names.ts';

/**
 * A finding if a boundary takes away something that any rule asks about: nobody gets it, and what needs it will fail.
 * `grants` are what the policies allow without the boundary.
 */
export function beyondBoundary(grants: Grants, ceiling: Ceiling | undefined): Finding[] {
  if (ceiling === undefined) return [];
  const taken = [...grants.allowed()]
    .filter((index) => ceiling.levelsOf(index) === undefined)
    .sort((one, other) => one - other);
  const [first] = taken;
  const grant = first === undefined ? undefined : grants.widest(first);
  if (grant === undefined) return [];
  const names = taken.map((index) => grants.rules.actions.all[index]?.name ?? '');
  const message = `The permissions boundary takes ${someNames(names)} away: what needs that will fail.`;
  return [{ code: 'BEYOND_BOUNDARY', severity: 'low', pointer: grant.pointer, message }];
}
