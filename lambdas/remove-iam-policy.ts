import { IAMClient } from '@aws-sdk/client-iam';
import { iamPolicyRemoval } from '../domain/request-types/iam-policy/removal.ts';
import { remover } from './remove/remove.ts';
import { serveRemover } from './remove/serve-remover.ts';

/** State "Remove IAM policy": see `remove/remove.ts` for what it does, `domain/request-types/iam-policy/removal.ts` for how. */
export const removeIamPolicy = remover(iamPolicyRemoval);

export const handler = serveRemover(
  'remove-iam-policy',
  removeIamPolicy,
  () => new IAMClient({ maxAttempts: 1 }),
);
