import type { Quotas } from '../../domain/aws/quotas.ts';
import { configurationMetadata } from '../../domain/configuration/in-template.ts';
import type { BucketDefinition } from '../doubles/s3/bucket.ts';
import { type RestApi, readRestApi } from './api.ts';
import { readBuckets, readSigningKeys } from './archive.ts';
import { Assembly } from './assembly.ts';
import {
  type ManagedPolicy,
  readManagedPolicies,
  readParameters,
  readSecrets,
  readTables,
  type Secret,
  type SsmParameter,
  type TableDefinition,
} from './data.ts';
import { type EventSource, readEventSources } from './event-sources.ts';
import { type LambdaFunction, readFunctions } from './functions.ts';
import { readQuotas } from './quotas.ts';
import { readResourceDenials } from './resource-policies.ts';
import { type FunctionRole, readFunctionRoles } from './roles.ts';
import { readSchedules, type Schedule } from './schedules.ts';
import type { Statement } from './statements.ts';
import { readStateMachines, type StateMachineTemplate } from './workflow.ts';

/** What the local stack runs of a synthesized template, every intrinsic function resolved. */
export interface Template {
  functions: LambdaFunction[];
  tables: TableDefinition[];
  secrets: Secret[];
  parameters: SsmParameter[];
  managedPolicies: ManagedPolicy[];
  stateMachines: StateMachineTemplate[];
  api: RestApi;
  schedules: Schedule[];
  roles: FunctionRole[];
  resourceDenials: Statement[];
  buckets: BucketDefinition[];
  /** ARNs. */
  signingKeys: string[];
  eventSources: EventSource[];
  /** The account's, by the configuration. */
  quotas: Quotas;
  outputs: Record<string, string>;
  /** The configuration that the stack was made with, if its template says. */
  configuration: unknown;
}

/**
 * Reads a directory that `cdk synth` wrote. Resources of other types are left out; throws `UnsupportedTemplate` where
 * a resource the local stack runs says something it cannot make sense of.
 */
export function readTemplate(outdir: string): Template {
  const assembly = new Assembly(outdir);
  const functions = readFunctions(assembly);
  return {
    functions,
    tables: readTables(assembly),
    secrets: readSecrets(assembly),
    parameters: readParameters(assembly),
    managedPolicies: readManagedPolicies(assembly),
    stateMachines: readStateMachines(assembly),
    api: readRestApi(assembly),
    schedules: readSchedules(assembly),
    roles: readFunctionRoles(assembly),
    resourceDenials: readResourceDenials(assembly),
    buckets: readBuckets(assembly),
    signingKeys: readSigningKeys(assembly),
    eventSources: readEventSources(assembly),
    quotas: readQuotas(functions),
    outputs: assembly.outputs(),
    configuration: assembly.metadata[configurationMetadata],
  };
}
