import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TransientFailure } from '../../domain/errors.ts';
import { settleTimeout } from '../../lambdas/settle-timeout.ts';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { step } from '../../lambdas/workflow/step.ts';
import { ask, outcome, pending, post } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

describe('a state of the workflow', () => {
  const throttled = { error: 'ThrottlingException' } as const;

  test('is tried again for whatever an SDK client throws', async () => {
    const { body } = await post(world);
    world.desk.fail('dynamodb:Query', throttled);
    await expect(validateRequest({ requestId: body.id }, world.context)).rejects.toThrow(TransientFailure);
    await validateRequest({ requestId: body.id }, world.context);
    world.desk.fail('dynamodb:UpdateItem', throttled);
    await expect(ask(world, body.id)).rejects.toThrow(TransientFailure);
    world.desk.fail('dynamodb:UpdateItem', throttled);
    await expect(outcome(world, body.id)).rejects.toThrow(TransientFailure);
    world.desk.fail('dynamodb:Query', throttled);
    await expect(settleTimeout({ requestId: body.id }, world.context)).rejects.toThrow(TransientFailure);
  });

  test('is not tried again for a trail that somebody changed', async () => {
    const id = await pending(world);
    const Item = { requestId: { S: id }, seq: { N: '9' } };
    await world.doubles.dynamodb.call('PutItem', { TableName: 'AuditTrail', Item });
    await expect(settleTimeout({ requestId: id }, world.context)).rejects.toThrow('is not as it was written');
  });

  test('is not tried again for a mistake in the code, and is for a connection that breaks', async () => {
    const failing = (error: Error) =>
      step(async () => {
        throw error;
      })({}, {});
    await expect(failing(new TypeError('x is undefined'))).rejects.toThrow(TypeError);
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    await expect(failing(reset)).rejects.toThrow(TransientFailure);
  });
});
