import { Aws, Stack } from 'aws-cdk-lib';
import type { Guardrails } from '../../domain/configuration/configuration.ts';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';
import { ownDeployment } from '../shared/own-arns.ts';
import { grantStatement } from './type-grants.ts';

/** What a function that examines plans has in its environment; `unnamed`: ARN patterns of what is ours without our name. */
export function examinationEnvironment(stack: Stack, unnamed: readonly string[]) {
  return { ACCOUNT_ID: Aws.ACCOUNT_ID, OWN_ARNS: [...unnamed, ...ownDeployment(stack)].join(' ') };
}

/** Lets a function read what the request types inspect; statements that several of them need are written once. */
export function grantInspections(handler: HandlerFunction, guardrails: Guardrails): void {
  const { account, region, partition } = Stack.of(handler);
  const context = { account, region, partition, guardrails };
  const statements = requestTypeNames.flatMap((type) => submissions[type].inspectionPermissions(context));
  const distinct = new Map(statements.map((statement) => [statement.sid, statement]));
  for (const statement of distinct.values()) grantStatement(handler, statement, guardrails.path);
}
