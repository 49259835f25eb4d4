import type { Finding } from '../../finding.ts';
import type { Grants } from './grants.ts';
import { PassedRoles, type Passing } from './passed-roles.ts';
import { lowered } from './severity.ts';
import { someNames } from './some-names.ts';

/**
 * A finding for each statement that lets roles be passed, `medium` at least whatever limits it: a role that is handed
 * over acts for whoever directs the service, and what it may do is not in this document.
 */
export function passRoleFindings(grants: Grants): Finding[] {
  const passed = new PassedRoles(grants);
  return passed.all
    .filter(({ grant }) => grant.scope !== 'none')
    .map((passing) => findingOf(passing, startersOf(passing, grants)));
}

function findingOf({ grant }: Passing, starters: readonly string[]): Finding {
  const { pointer, levels, limits, scope } = grant;
  const start = starters.length === 0 ? '' : `; here ${someNames(starters)} can put it to work`;
  if (scope !== 'all') {
    const message = `It may hand a role to a service, and so do what that role may do${start}${limits}.`;
    return { code: 'PASSROLE', severity: 'medium', pointer, message };
  }
  const severity = lowered('high', levels);
  const message = `It may hand every role of the account to a service, and so use the strongest of them${start}${limits}.`;
  return { code: 'PASSROLE_STAR', severity: severity === 'low' ? 'medium' : severity, pointer, message };
}

/** What the document allows that makes a service work with a role which this statement may pass to it. */
function startersOf({ reaches }: Passing, grants: Grants): string[] {
  const { actions, starters } = grants.rules;
  const allowed = grants.allowed();
  return starters
    .filter(({ index, passedTo }) => allowed.has(index) && passedTo.some(reaches))
    .map(({ index }) => actions.all[index]?.name ?? '');
}
