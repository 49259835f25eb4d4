import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDoubles } from './aws-clients.ts';
import { stateMachineArn } from './fake-engine.ts';

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

test('starting a running execution again with the same input is the same execution', async () => {
  const start = new StartExecutionCommand({ stateMachineArn, name: 'r-1', input: '{"id":"r-1"}' });
  const first = await local.stepFunctions.send(start);
  const second = await local.stepFunctions.send(start);
  expect(first.executionArn).toBe('arn:aws:states:us-east-1:111122223333:execution:countersign:r-1');
  expect(first.startDate).toBeInstanceOf(Date);
  expect(second.startDate).toEqual(first.startDate);
});

test('a used name is refused with other input or once its execution is closed', async () => {
  const start = { stateMachineArn, name: 'r-2', input: '{}' };
  const { executionArn } = await local.stepFunctions.send(new StartExecutionCommand(start));
  await expect(
    local.stepFunctions.send(new StartExecutionCommand({ ...start, input: '{"a":1}' })),
  ).rejects.toMatchObject({ name: 'ExecutionAlreadyExists', $metadata: { httpStatusCode: 400 } });
  const stop = new StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'by a test' });
  expect((await local.stepFunctions.send(stop)).stopDate).toBeInstanceOf(Date);
  await expect(local.stepFunctions.send(new StartExecutionCommand(start))).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
  });
  const described = await local.stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  expect(described).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'by a test', input: '{}' });
});

test.each([
  ['StateMachineDoesNotExist', { stateMachineArn: `${stateMachineArn}-2` }],
  ['InvalidArn', { stateMachineArn: 'arn:aws:states:us-east-1:111122223333:activity:a' }],
  ['InvalidName', { name: 'a b' }],
  ['InvalidExecutionInput', { input: '{' }],
  ['ValidationException', { name: 'x'.repeat(81) }],
])('StartExecution answers %s', async (name, change) => {
  await expect(
    local.stepFunctions.send(new StartExecutionCommand({ stateMachineArn, ...change })),
  ).rejects.toMatchObject({ name });
});

test('a token is answered once; afterwards it has timed out, and one never given out is invalid', async () => {
  local.engine.waiting.add('token-1');
  const succeed = new SendTaskSuccessCommand({ taskToken: 'token-1', output: '{"decision":"approved"}' });
  await local.stepFunctions.send(succeed);
  expect(local.engine.outcomes).toEqual([{ output: '{"decision":"approved"}' }]);
  await expect(local.stepFunctions.send(succeed)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await expect(
    local.stepFunctions.send(new SendTaskFailureCommand({ taskToken: 'never', error: 'E' })),
  ).rejects.toMatchObject({ name: 'InvalidToken' });
  await expect(
    local.stepFunctions.send(new SendTaskSuccessCommand({ taskToken: 'token-1', output: '{' })),
  ).rejects.toMatchObject({ name: 'InvalidOutput' });
});

test('an execution that does not exist can be neither described nor stopped', async () => {
  const executionArn = 'arn:aws:states:us-east-1:111122223333:execution:countersign:none';
  await expect(
    local.stepFunctions.send(new DescribeExecutionCommand({ executionArn })),
  ).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  await expect(local.stepFunctions.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  });
});

test('the history tells which states an execution entered, from either end', async () => {
  const start = new StartExecutionCommand({ stateMachineArn, name: 'r-3' });
  const { executionArn } = await local.stepFunctions.send(start);
  const whole = await local.stepFunctions.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(whole.events?.map(({ id, type }) => [id, type])).toEqual([
    [1, 'ExecutionStarted'],
    [2, 'TaskStateEntered'],
    [3, 'TaskStateEntered'],
  ]);
  const last = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 });
  const { events } = await local.stepFunctions.send(last);
  expect(events).toMatchObject([{ stateEnteredEventDetails: { name: 'Request approval' } }]);
});
