import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/running.ts';
import { aName, policyDocument, submission } from '../support/submissions.ts';

/** The creator of a role may be at work for 60 s: nothing is taken away before. */
const untilAlmostDue = 50_000;

/** What a refusal leaves half-made is taken away. */
export function undoSuite(stack: Running): void {
  describe('a role whose last policy IAM refuses', () => {
    const RoleName = aName();
    let id = '';

    test('has failed, and cannot be tried again until what there is of it is taken away', async () => {
      const { client } = stack;
      const role = submission('iam-role', RoleName);
      const PolicyDocument = policyDocument(
        'sqs:SendMessage',
        'arn:aws:sqs:us-east-1:111122223333:payments-jobs',
      );
      const Policies = [{ PolicyName: 'put-jobs', PolicyDocument }];
      const ManagedPolicyArns = ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'];
      const parameters = { ...role.parameters, Policies, ManagedPolicyArns };
      ({ id } = await client.pending({ ...role, parameters }));
      await client.fault('iam', 'AttachRolePolicy', 'error:LimitExceeded');
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'failed');
      expect(await client.call('POST', `/requests/${id}/retry`)).toMatchObject({
        status: 409,
        text: expect.stringContaining('not-retryable'),
      });
      const InstanceProfileName = RoleName;
      await byHand('CreateInstanceProfile', { InstanceProfileName });
      await byHand('AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
    });

    test('is gone a minute later, with what holds it, and the trail says so', async () => {
      const { client } = stack;
      await setTimeout(untilAlmostDue);
      const isUndone = async () => {
        await client.reconcile();
        return (await client.eventTypes(id)).includes('creation.undone');
      };
      await eventually('the half-made role to be taken away', isUndone, 60);
      expect(JSON.stringify((await client.resources()).roles)).not.toContain(RoleName);
    }, 120_000);

    async function byHand(operation: string, parameters: object): Promise<void> {
      const body = { operation, parameters };
      expect(await stack.client.call('POST', '/_local/aws/tamper', { body })).toMatchObject({ status: 200 });
    }
  });
}
