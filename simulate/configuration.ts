import {
  type Configuration,
  configurationSchema,
  group,
  role,
} from '../domain/configuration/configuration.ts';

/** The approval rules of a simulated deployment. */
export interface Rules {
  quorum: number;
  /** The group whose members approve in Slack. */
  group: string;
}

export const leads = 'S0LEADS';
export const security = 'S0SECURITY';

/** Roles whose sessions approve over HTTP: one whose callers are known by name, and one that is a machine. */
export const approverRole = 'AWSReservedSSO_Approver_*';
export const machineRole = 'Release';
/** One that people share under names of their choice. No deployment can list it any more; an earlier release did. */
export const sharedRole = 'Ops';

const made = new Map<string, Configuration>();

/** A simulated deployment: what can be deployed, and the shared role that an earlier release let a rule list. */
export function configuration(rules: Rules = usual): Configuration {
  const key = `${rules.quorum} ${rules.group}`;
  const known = made.get(key) ?? withSharedRole(deployable(rules));
  made.set(key, known);
  return known;
}

const usual: Rules = { quorum: 1, group: leads };

/** A deployment with one approval rule for everything; the window is short, so that expiry is not far. */
export function deployable({ quorum, group: members }: Rules = usual): Configuration {
  const approvers = [group(members), role(approverRole), role(machineRole)];
  return configurationSchema.parse({
    slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
    requesters: { default: 'anyone' },
    identities: [
      { role: 'AWSReservedSSO_*', sessionNameIs: 'email' },
      { role: machineRole, machine: 'release' },
    ],
    approvals: [{ when: 'any', approvers, quorum, window: '8h' }],
    guardrails: { path: '/requested/', permissionsBoundary: 'default' },
    audit: { objectLock: { mode: 'governance', days: 1 } },
    settleSeconds: 120,
  });
}

function withSharedRole({ approvals, ...others }: Configuration): Configuration {
  const longer = approvals.map((rule) => ({ ...rule, approvers: [...rule.approvers, role(sharedRole)] }));
  return { ...others, approvals: longer };
}
