import { policyFindings } from '../stack/policy-findings.ts';
import type { Template } from '../template/template.ts';
import { AccessAnalyzer } from './access-analyzer.ts';
import { type Double, forget, type Sources } from './double.ts';
import { EventBridge } from './event-bridge.ts';
import { Iam } from './iam/iam.ts';
import type { Journal } from './journal.ts';
import { Kms } from './kms/kms.ts';
import { Ram } from './ram/ram.ts';
import { RolesAnywhere } from './roles-anywhere/roles-anywhere.ts';
import type { RecordFile } from './s3/record-file.ts';
import { S3 } from './s3/s3.ts';
import { SecretsManager } from './secrets-manager.ts';
import type { WorkflowEngine } from './step-functions/engine.ts';
import { StepFunctions } from './step-functions/step-functions.ts';
import { SystemsManager } from './systems-manager.ts';

export interface AwsDoublesOptions extends Sources {
  template: Pick<
    Template,
    'managedPolicies' | 'secrets' | 'parameters' | 'buckets' | 'signingKeys' | 'quotas'
  >;
  dynamodb: Double;
  /** Where S3 keeps its objects; in memory if absent. */
  objects: RecordFile | undefined;
  engine: WorkflowEngine;
  /** What the Slack secret holds. */
  slackSecret: object;
  /** Whether IAM and Roles Anywhere take only as many requests a second as they do in AWS. */
  awsLimits: boolean;
  /** Keeps what the others hold, if anything is to be kept. */
  journal: Journal | undefined;
  onWrite: () => void;
}

/** The doubles of every AWS service, by the names that faults and the meter know. */
export function awsDoubles(options: AwsDoublesOptions) {
  const { clock, newId, engine, template, journal, awsLimits: limit } = options;
  const sources = { clock, newId };
  const memory = { ...sources, state: journal?.state, remember: journal?.remember ?? forget };
  const value = JSON.stringify(options.slackSecret);
  const secrets = template.secrets.map((secret) => ({ ...secret, value }));
  return {
    iam: new Iam({ ...memory, limit, policies: template.managedPolicies, quotas: template.quotas }),
    ram: new Ram(memory),
    rolesanywhere: new RolesAnywhere({ ...memory, limit, quotas: template.quotas }),
    ssm: new SystemsManager({ ...memory, parameters: template.parameters }),
    s3: new S3({ ...sources, buckets: template.buckets, records: options.objects }),
    kms: new Kms({ ...memory, keys: template.signingKeys }),
    states: new StepFunctions({ engine, newId }),
    secretsmanager: new SecretsManager({ ...sources, secrets }),
    events: new EventBridge(sources),
    accessanalyzer: new AccessAnalyzer((policy) => policyFindings(policy, template.quotas)),
    dynamodb: announced(options.dynamodb, options.onWrite),
  };
}
export type AwsDoubles = ReturnType<typeof awsDoubles>;

const writes = ['PutItem', 'UpdateItem', 'DeleteItem'];

function announced(double: Double, onWrite: () => void): Double {
  return {
    call: async (operation, input) => {
      const output = await double.call(operation, input);
      if (writes.includes(operation)) onWrite();
      return output;
    },
  };
}
