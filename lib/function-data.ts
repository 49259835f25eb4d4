import type { FunctionName } from '../lambdas/environment.ts';
import { readServiceCatalogue } from './service-catalogue.ts';

/** What functions read besides their code, by function and file name. */
export async function functionData(): Promise<Partial<Record<FunctionName, Record<string, string>>>> {
  const services = JSON.stringify(await readServiceCatalogue());
  return { 'validate-request': { 'services.json': services } };
}
