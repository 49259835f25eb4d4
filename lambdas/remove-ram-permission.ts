import { RAMClient } from '@aws-sdk/client-ram';
import { ramPermissionRemoval } from '../domain/request-types/ram-permission/removal.ts';
import { remover } from './remove/remove.ts';
import { serveRemover } from './remove/serve-remover.ts';

/** State "Remove RAM permission": see `remove/remove.ts` for what it does, `domain/request-types/ram-permission/removal.ts` for how. */
export const removeRamPermission = remover(ramPermissionRemoval);

export const handler = serveRemover(
  'remove-ram-permission',
  removeRamPermission,
  () => new RAMClient({ maxAttempts: 1 }),
);
