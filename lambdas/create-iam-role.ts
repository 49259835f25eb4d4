import { IAMClient } from '@aws-sdk/client-iam';
import { pacedReads } from '../domain/aws/paced-reads.ts';
import { iamRoleCreation } from '../domain/request-types/iam-role/creation.ts';
import { pinReader } from '../domain/request-types/pin-reading.ts';
import { executor } from './create/execute.ts';
import { serveCreator } from './create/serve-creator.ts';

/** State "Create IAM role": see `create/execute.ts` for what it does, `domain/request-types/iam-role/creation.ts` for how. */
export const createIamRole = executor(iamRoleCreation);

export const handler = serveCreator('create-iam-role', createIamRole, ({ timing }) => ({
  target: new IAMClient({ maxAttempts: 1 }),
  readPins: pinReader(pacedReads(new IAMClient(), timing)),
}));
