import { type Configuration, configurationSchema, group, role } from '../domain/configuration.ts';

/** The approval rules of a simulated deployment. */
export interface Rules {
  quorum: number;
  /** The group whose members approve in Slack. */
  group: string;
}

export const leads = 'S0LEADS';
export const security = 'S0SECURITY';

/** Roles whose sessions approve over HTTP: one whose callers are known by name, and one that several share. */
export const approverRole = 'AWSReservedSSO_Approver_*';
export const sharedRole = 'Release';

const made = new Map<string, Configuration>();

/** A deployment with one approval rule for everything; the window is short, so that expiry is not far. */
export function configuration(rules: Rules = { quorum: 1, group: leads }): Configuration {
  const key = `${rules.quorum} ${rules.group}`;
  const known = made.get(key) ?? configurationOf(rules);
  made.set(key, known);
  return known;
}

function configurationOf({ quorum, group: members }: Rules): Configuration {
  const approvers = [group(members), role(approverRole), role(sharedRole)];
  return configurationSchema.parse({
    slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
    requesters: { default: 'anyone' },
    identities: [{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }],
    approvals: [{ when: 'any', approvers, quorum, window: '8h' }],
    guardrails: { path: '/requested/', permissionsBoundary: 'default' },
    audit: { objectLock: { mode: 'governance', days: 1 } },
    settleSeconds: 120,
  });
}
