import { IAMClient } from '@aws-sdk/client-iam';
import { iamPolicyCreation } from '../domain/request-types/iam-policy/creation.ts';
import { nothingPinned } from '../domain/request-types/pin-reading.ts';
import { executor } from './create/execute.ts';
import { serveCreator } from './create/serve-creator.ts';

/** State "Create IAM policy": see `create/execute.ts` for what it does, `domain/request-types/iam-policy/creation.ts` for how. */
export const createIamPolicy = executor(iamPolicyCreation);

export const handler = serveCreator('create-iam-policy', createIamPolicy, () => ({
  target: new IAMClient({ maxAttempts: 1 }),
  readPins: nothingPinned,
}));
