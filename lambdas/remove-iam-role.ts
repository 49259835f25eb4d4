import { IAMClient } from '@aws-sdk/client-iam';
import { iamRoleRemoval } from '../domain/request-types/iam-role/removal.ts';
import { remover } from './remove/remove.ts';
import { serveRemover } from './remove/serve-remover.ts';

/** State "Remove IAM role": see `remove/remove.ts` for what it does, `domain/request-types/iam-role/removal.ts` for how. */
export const removeIamRole = remover(iamRoleRemoval);

export const handler = serveRemover(
  'remove-iam-role',
  removeIamRole,
  () => new IAMClient({ maxAttempts: 1 }),
);
