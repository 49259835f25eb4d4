import type { Configuration } from './configuration.ts';

/** The ids of the file that is shipped: they have the form of Slack's, and are nobody's. */
const placeholders = new Set(['T0COUNTERSIGN', 'A0COUNTERSIGN', 'C0APPROVALS', 'S0SECURITY', 'S0LEADS']);

/** The ids of a configuration that are still those of the file that is shipped, each once. */
export function placeholdersIn({ slack, approvals }: Pick<Configuration, 'slack' | 'approvals'>): string[] {
  const { team, app, channel } = slack;
  const groups = approvals.flatMap(({ approvers }) =>
    approvers.flatMap((approver) => ('group' in approver ? approver.group : [])),
  );
  return [...new Set([team, app, channel, ...groups].flat())].filter((id) => placeholders.has(id));
}
