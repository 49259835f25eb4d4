import type { AwsService } from '../doubles/wire/services.ts';
import type { ServiceActions } from './service-actions.ts';
import { accessAnalyzerActions } from './services/access-analyzer.ts';
import { dynamoDbActions } from './services/dynamodb.ts';
import { eventBridgeActions } from './services/events.ts';
import { iamActions } from './services/iam.ts';
import { kmsActions } from './services/kms.ts';
import { ramActions } from './services/ram.ts';
import { rolesAnywhereActions } from './services/roles-anywhere.ts';
import { s3Actions } from './services/s3.ts';
import { secretsManagerActions } from './services/secrets-manager.ts';
import { ssmActions } from './services/ssm.ts';
import { statesActions } from './services/states.ts';

/** What each service asks for, by the names of the doubles. */
export const serviceActions: Readonly<Record<AwsService | 's3' | 'kms' | 'ssm', ServiceActions>> = {
  accessanalyzer: accessAnalyzerActions,
  dynamodb: dynamoDbActions,
  events: eventBridgeActions,
  iam: iamActions,
  kms: kmsActions,
  ram: ramActions,
  rolesanywhere: rolesAnywhereActions,
  s3: s3Actions,
  secretsmanager: secretsManagerActions,
  ssm: ssmActions,
  states: statesActions,
};
