import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ownNamePrefix } from '../../domain/aws/own-resources.ts';
import { type Quotas, quotasSchema } from '../../domain/aws/quotas.ts';
import type { LambdaFunction } from './functions.ts';

const configuration = z.object({ guardrails: z.object({ quotas: quotasSchema }) });

/** The quotas of the local account: those that the configuration, which lies beside each function, says it has. */
export function readQuotas(functions: readonly LambdaFunction[]): Quotas {
  const creator = functions.find(({ name }) => name === `${ownNamePrefix}create-iam-role`);
  const file = creator && join(creator.directory, 'configuration.json');
  if (file === undefined || !existsSync(file)) return quotasSchema.parse(undefined);
  return configuration.parse(JSON.parse(readFileSync(file, 'utf8'))).guardrails.quotas;
}
