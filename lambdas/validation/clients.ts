import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import * as z from 'zod';
import { adaptive } from '../../domain/aws/adaptive.ts';
import { inHaste } from '../../domain/aws/haste.ts';
import type { Timing } from '../../domain/aws/lane.ts';
import { pacedReads } from '../../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../../domain/aws/paced-roles-anywhere.ts';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { derivedRisks, type ServiceCatalogue } from '../../domain/policy/catalogue.ts';
import type { InspectionClients } from '../../domain/request-types/inspection.ts';
import { beside } from '../beside.ts';

/** What a plan is examined with: the services that know the account, and every action there is. */
export interface ExaminationClients extends InspectionClients {
  /** Every action there is, as it was when this was deployed. */
  services: () => ServiceCatalogue;
}

const names = z.array(z.string());
const catalogueSchema = z.record(
  z.string(),
  z.object({
    actions: names,
    risks: z.partialRecord(z.enum(derivedRisks), names).optional(),
    starters: z.object({ passedTo: names, actions: names }).optional(),
  }),
);

/** The clients of a function that examines plans; reads are paced, as what everybody in the account shares. */
export function connectExamination(
  { AWS_ENDPOINT_URL_ROLESANYWHERE: endpoint }: { AWS_ENDPOINT_URL_ROLESANYWHERE?: string | undefined },
  { timing, configuration }: { timing: Timing; configuration: Configuration },
): ExaminationClients {
  return {
    iam: pacedReads(new IAMClient(adaptive), timing),
    ram: new RAMClient(),
    // This client (3.332, the newest) does not read AWS_ENDPOINT_URL by itself.
    rolesAnywhere: pacedRolesAnywhere(
      new RolesAnywhereClient(endpoint ? { endpoint } : {}),
      timing,
      inHaste,
      configuration.guardrails.quotas.rolesAnywhereRequests,
    ),
    accessAnalyzer: new AccessAnalyzerClient(),
    services: beside('./services.json', catalogueSchema),
  };
}
