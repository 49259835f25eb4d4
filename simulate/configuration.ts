import { type Configuration, configurationSchema, group } from '../domain/configuration.ts';

/** The approval rules of a simulated deployment. */
export interface Rules {
  quorum: number;
  /** The group whose members approve. */
  group: string;
}

export const leads = 'S0LEADS';
export const security = 'S0SECURITY';

/** A deployment with one approval rule for everything; the window is short, so that expiry is not far. */
export function configuration(
  { quorum, group: approvers }: Rules = { quorum: 1, group: leads },
): Configuration {
  return configurationSchema.parse({
    slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
    requesters: { default: 'anyone' },
    identities: [{ role: 'AWSReservedSSO_*', sessionNameIs: 'email' }],
    approvals: [{ when: 'any', approvers: [group(approvers)], quorum, window: '8h' }],
    guardrails: { path: '/requested/', permissionsBoundary: 'default' },
    audit: { objectLock: { mode: 'governance', days: 1 } },
    settleSeconds: 120,
  });
}
