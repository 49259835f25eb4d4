import { RAMClient } from '@aws-sdk/client-ram';
import { nothingPinned } from '../domain/request-types/pin-reading.ts';
import { ramPermissionCreation } from '../domain/request-types/ram-permission/creation.ts';
import { executor } from './create/execute.ts';
import { serveCreator } from './create/serve-creator.ts';

/** State "Create RAM permission": see `create/execute.ts` for what it does, `domain/request-types/ram-permission/creation.ts` for how. */
export const createRamPermission = executor(ramPermissionCreation);

export const handler = serveCreator('create-ram-permission', createRamPermission, () => ({
  target: new RAMClient({ maxAttempts: 1 }),
  readPins: nothingPinned,
}));
