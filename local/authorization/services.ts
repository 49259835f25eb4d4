import type { AwsService } from '../doubles/wire/services.ts';
import type { Access, AccountView } from './access.ts';
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

/** What a call asks for. Most operations ask for one action, named as they are; so does one that no table knows. */
export function needsOf(
  { service, operation, input }: { service: keyof typeof serviceActions; operation: string; input: object },
  account: AccountView,
): Access[] {
  const { operations } = serviceActions[service];
  const needs = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  return needs?.(input, account) ?? [{ action: `${service}:${operation}`, resource: '*' }];
}
