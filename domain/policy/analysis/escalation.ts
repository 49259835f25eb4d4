import { type Severity, severities } from '../../finding.ts';
import { existingRolePaths } from '../data/escalation-existing.ts';
import { iamPaths } from '../data/escalation-iam.ts';
import { passRolePaths } from '../data/escalation-pass-role.ts';

/** A set of actions that together lead to more permissions than were granted. */
export interface EscalationPath {
  code: string;
  severity: Severity;
  /** All of these are needed, maybe from different statements; `iam:PassRole` not among them if `passesTo` is set. */
  actions: string[];
  /** The service principals, without `.amazonaws.com`, one of which the role must be passed to. */
  passesTo: string[] | undefined;
  message: string;
}

/**
 * Reads a row of the tables: `id | severity | actions -> services passed to | what it may do`, under what that
 * amounts to.
 */
function pathOf(row: string, outcome: string): EscalationPath {
  const [id = '', severity = '', needs = '', deed = ''] = row.split(' | ');
  const [actions = '', services] = needs.split(' -> ');
  return {
    code: `ESC:${id.trim()}`,
    severity: severities.find((name) => name === severity) ?? 'high',
    actions: actions.split(' ').filter((action) => services === undefined || action !== passRole),
    passesTo: services?.split(' '),
    message: `Whoever holds this can ${outcome}: it may ${deed}.`,
  };
}

export const passRole = 'iam:PassRole';

/** Every known path; ids are those of the published catalogues, with `ESC:` before them. */
export const escalationPaths: readonly EscalationPath[] = [
  iamPaths,
  passRolePaths,
  existingRolePaths,
].flatMap((table) =>
  Object.entries(table).flatMap(([outcome, rows]) =>
    rows
      .split('\n')
      .filter((row) => row.includes('|'))
      .map((row) => pathOf(row, outcome)),
  ),
);
