import type { Configuration } from './configuration.ts';

type Named = Pick<Configuration, 'approvals' | 'deployment' | 'identities' | 'requesters'>;
type Path = (string | number)[];

/**
 * Where a role or user is named without its account although principals of other accounts may call: one of the same
 * name, which anybody can make in an account of their own, would count as much.
 */
export function withoutAccount({ approvals, deployment, identities, requesters }: Named): Path[] {
  if (deployment.callers === 'own-account') return [];
  const entries: [Path, object][] = [
    ...identities.map((entry, index): [Path, object] => [['identities', index], entry]),
    ...Object.entries(requesters).flatMap(([type, list]) =>
      list === 'anyone'
        ? []
        : list.map((entry, index): [Path, object] => [['requesters', type, index], entry]),
    ),
    ...approvals.flatMap(({ approvers }, rule) =>
      approvers
        .map((entry, index): [Path, object] => [['approvals', rule, 'approvers', index], entry])
        .filter(([, entry]) => 'role' in entry || 'iamUser' in entry),
    ),
  ];
  return entries.filter(([, entry]) => !('account' in entry)).map(([path]) => path);
}
