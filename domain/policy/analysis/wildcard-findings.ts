import type { Finding } from '../../finding.ts';
import type { Allowance, Grants } from './grants.ts';
import { serviceWildcardFindings } from './service-wildcards.ts';
import { lowered } from './severity.ts';
import { isEveryAction } from './statement.ts';

const anyAction = { service: '*', verb: '' };

/** Findings about wildcards and exclusions themselves, whatever they stand for. */
export function wildcardFindings(grants: Grants): Finding[] {
  if (grants.denies('*') || grants.ceiling?.isEmpty) return [];
  return [
    ...grants.allowances.flatMap((allowance) => [
      ...everyAction(allowance, grants),
      ...excludedActions(allowance, grants),
      ...excludedResources(allowance),
    ]),
    ...serviceWildcardFindings(grants),
  ];
}

/** `*` or `*:*`: an administrator if on all resources; one level less if IAM itself is denied. */
function everyAction(allowance: Allowance, grants: Grants): Finding[] {
  const { actions } = allowance.statement;
  const position = actions?.excludes
    ? -1
    : (actions?.entries.findIndex(({ text }) => isEveryAction(text)) ?? -1);
  if (position < 0) return [];
  const { pointer, levels, limits } = breadth(allowance, grants, position);
  const message = `It may take every action of every AWS service, those that come later included${limits}.`;
  const capped = grants.ceiling?.isNarrow ?? false;
  const severity = lowered('high', levels + (capped ? 1 : 0));
  const star: Finding = { code: 'ACTION_STAR', severity, pointer, message };
  if (!allowance.scope.isEverything || capped) return [star];
  const spared = grants.denies('iam') ? 1 : 0;
  const admin =
    grants.kind === 'session'
      ? `This session policy holds nothing back: sessions may do everything that the role may do${limits}.`
      : `Whoever holds this is an administrator: it may take every action on everything in the account${limits}.`;
  return [
    { code: 'FULL_ADMIN', severity: lowered('critical', levels + spared), pointer, message: admin },
    star,
  ];
}

function excludedActions(allowance: Allowance, grants: Grants): Finding[] {
  if (!allowance.statement.actions?.excludes) return [];
  const { pointer, levels, limits } = breadth(allowance, grants, 0);
  const message = `It may take every action except the ones listed, in every service, those that come later included${limits}.`;
  const severity = lowered('high', levels + (grants.ceiling?.isNarrow ? 1 : 0));
  return [{ code: 'NOTACTION_ALLOW', severity, pointer, message }];
}

/** As a grant, but a statement that names any resources counts as limited, not as out of reach. */
function breadth(allowance: Allowance, grants: Grants, position: number) {
  const grant = grants.grant(allowance, anyAction, position);
  if (allowance.scope.isEverything) return grant;
  const limits = ' (for some resources only)';
  return { ...grant, levels: 1 + (allowance.statement.narrowed ? 1 : 0), limits };
}

function excludedResources({ statement, scope }: Allowance): Finding[] {
  if (!statement.resources?.excludes) return [];
  const levels = (scope.isEverything ? 0 : 1) + (statement.narrowed ? 1 : 0);
  const message = 'It reaches every resource except the ones listed, those that come later included.';
  const { pointer } = statement.resources;
  return [{ code: 'NOTRESOURCE_ALLOW', severity: lowered('medium', levels), pointer, message }];
}
