import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { AccessAnalyzer } from '../../../local/doubles/access-analyzer.ts';
import { DynamoDb } from '../../../local/doubles/dynamodb/dynamodb.ts';
import { EventBridge } from '../../../local/doubles/event-bridge.ts';
import { Faults } from '../../../local/doubles/faults.ts';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { Kms } from '../../../local/doubles/kms/kms.ts';
import { Meter } from '../../../local/doubles/meter.ts';
import { Ram } from '../../../local/doubles/ram/ram.ts';
import { RolesAnywhere } from '../../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { S3 } from '../../../local/doubles/s3/s3.ts';
import { SecretsManager } from '../../../local/doubles/secrets-manager.ts';
import { StepFunctions } from '../../../local/doubles/step-functions/step-functions.ts';
import { SystemsManager } from '../../../local/doubles/systems-manager.ts';
import { awsEndpoint } from '../../../local/doubles/wire/aws-endpoint.ts';
import { FakeEngine } from './fake-engine.ts';

export const boundaryArn = 'arn:aws:iam::111122223333:policy/countersign/guardrail';
const secrets = [
  { arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:slack-AbCdEf', name: 'slack', value: '{}' },
];

export const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/DigestKey';
const bucket = { name: 'audit', retention: { mode: 'GOVERNANCE' as const, days: 30 } };
const parameters = [{ name: '/own/switch', value: 'off', pattern: '^(on|off)$' }];

/** Every double behind one HTTP endpoint, and the unmodified SDK clients that call it. */
export async function startDoubles() {
  const sources = { clock: () => new Date(), newId: () => randomUUID() };
  const faults = new Faults();
  const meter = new Meter(sources);
  const engine = new FakeEngine();
  const terminated: string[] = [];
  const doubles = {
    iam: new Iam({
      ...sources,
      limit: false,
      policies: [{ arn: boundaryArn, document: { Version: '2012-10-17', Statement: [] } }],
    }),
    ram: new Ram(sources),
    rolesanywhere: new RolesAnywhere({ ...sources, limit: false }),
    secretsmanager: new SecretsManager({ ...sources, secrets }),
    accessanalyzer: new AccessAnalyzer(),
    events: new EventBridge(sources),
    ssm: new SystemsManager({ ...sources, parameters }),
    s3: new S3({ ...sources, buckets: [bucket] }),
    kms: new Kms({ keys: [keyArn] }),
    states: new StepFunctions({ engine, newId: sources.newId }),
    dynamodb: new DynamoDb({ meter }),
  };
  const handle = awsEndpoint({
    services: doubles,
    faults,
    meter,
    callerOf: (accessKeyId) => (accessKeyId === 'AKIDCREATEROLE' ? 'create-iam-role' : undefined),
    terminate: (caller) => terminated.push(caller),
  });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const config = {
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDCREATEROLE', secretAccessKey: 'local' },
  };
  const clients = {
    iam: new IAMClient(config),
    ram: new RAMClient(config),
    // This old client counts resends, not sends: with 1 it sends twice.
    rolesAnywhere: new RolesAnywhereClient({ ...config, maxAttempts: 0 }),
    secretsManager: new SecretsManagerClient(config),
    accessAnalyzer: new AccessAnalyzerClient(config),
    events: new EventBridgeClient(config),
    ssm: new SSMClient(config),
    s3: new S3Client(config),
    kms: new KMSClient(config),
    stepFunctions: new SFNClient(config),
    dynamoDb: new DynamoDBClient(config),
  };
  const stop = async () => {
    for (const client of Object.values(clients)) client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await doubles.dynamodb.close();
  };
  return { ...clients, endpoint: config.endpoint, doubles, engine, faults, meter, terminated, stop };
}
