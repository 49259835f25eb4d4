import type { ApprovalRule } from '../approval/approval-rule.ts';
import type { Identity } from '../approval/identity.ts';
import type { DeploymentSettings } from './deployment-settings.ts';

interface Named {
  approvals: readonly ApprovalRule[];
  deployment: Pick<DeploymentSettings, 'callers'>;
  identities: readonly Identity[];
  requesters: Readonly<Record<string, 'anyone' | readonly object[]>>;
}
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
