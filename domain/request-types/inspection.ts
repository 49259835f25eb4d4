import type { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { RAMClient } from '@aws-sdk/client-ram';
import type { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import type { Finding } from '../finding.ts';
import type { PlannedCall } from '../plan.ts';
import type { Check, Rejection } from './check.ts';
import type { Pin } from './pin.ts';
import type { ManagedDocument } from './request-type.ts';

/** The services that know what only the account knows. */
export interface InspectionClients {
  iam: Pick<IAMClient, 'send'>;
  ram: Pick<RAMClient, 'send'>;
  rolesAnywhere: Pick<RolesAnywhereClient, 'send'>;
  accessAnalyzer: Pick<AccessAnalyzerClient, 'send'>;
}

/** What the account says about a plan. */
export interface Inspection {
  /** Why AWS would refuse the plan, if it would. */
  rejections: Rejection[];
  findings: Finding[];
  /** What was read, so that the executor can tell when it changed. */
  pins: Pin[];
  /** What managed policies that the plan names say, as they are pinned. */
  documents: ManagedDocument[];
}

/**
 * Asks the account about a plan, the part of a request type that only the account knows. Rejects with the SDK's error
 * if a service does not answer: then nothing is known.
 */
export type Inspect = (
  plan: readonly PlannedCall[],
  requestId: string,
  clients: InspectionClients,
) => Promise<Inspection>;

/** Takes several checks together. */
export async function inspectionOf(...checks: Promise<Check>[]): Promise<Inspection> {
  const done = await Promise.all(checks);
  return {
    rejections: done.flatMap((check) => check.rejections ?? []),
    findings: done.flatMap(({ findings = [] }) => findings),
    pins: done.flatMap(({ pins = [] }) => pins),
    documents: done.flatMap(({ documents = [] }) => documents),
  };
}
