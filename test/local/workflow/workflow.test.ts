import { describe, expect, test } from '@jest/globals';
import { ask, call, executionArn, fail, machineArn, succeed, until, workflowOf } from './harness.ts';

describe('a workflow', () => {
  test('runs states to its end and says what became of it', async () => {
    const { workflow, start, execution, transitions, invocations } = workflowOf(
      {
        First: call('first', { Next: 'Which?', ResultPath: '$.first' }),
        'Which?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.first.go', BooleanEquals: true, Next: 'Last' }],
        },
        Last: call('last', { End: true }),
      },
      ({ name }) => succeed(name === 'first' ? { go: true } : { done: 'yes' }),
    );
    start('one', { given: 1 });
    await until(() => execution('one')?.status === 'SUCCEEDED');
    expect(execution('one')).toMatchObject({ output: '{"done":"yes"}', input: '{"given":1}' });
    expect(execution('one')?.stopDate).toBeInstanceOf(Date);
    expect(invocations[1]?.event).toEqual({ given: 1, first: { go: true } });
    expect(workflow.executionsOf('one')[0]?.visited).toEqual(['First', 'Which?', 'Last']);
    expect(transitions()).toBe(3);
  });

  test('lists the executions of one request only', () => {
    const { workflow, start } = workflowOf({ Ask: ask('ask', { End: true }) }, () => succeed(null));
    for (const name of ['r1', 'r1-2', 'r1-x', 'r11']) start(name);
    expect(workflow.executionsOf('r1').map(({ execution }) => execution.name)).toEqual(['r1', 'r1-2']);
    workflow.close();
  });

  test('gives $$.State about the state whose input it is', async () => {
    const { start, invocations, workflow } = workflowOf(
      { First: call('first', { Next: 'Ask' }), Ask: ask('ask', { End: true }) },
      () => succeed({}),
    );
    start('one');
    await until(() => invocations.length === 2);
    expect(invocations[1]?.event).toMatchObject({ execution: 'one', state: 'Ask', retryCount: 0 });
    expect(Date.parse(invocations[1]?.event.enteredAt ?? '')).toBeCloseTo(Date.now(), -4);
    workflow.close();
  });
});

describe('a failing task', () => {
  const retry = { ErrorEquals: ['Passing'], IntervalSeconds: 1, MaxAttempts: 2, JitterStrategy: 'FULL' };

  test('is tried again, and each retry is a transition', async () => {
    let calls = 0;
    const { start, execution, transitions } = workflowOf(
      { Only: call('only', { End: true, Retry: [{ ...retry, MaxDelaySeconds: 1 }] }) },
      () => (++calls < 3 ? fail('Passing') : succeed(calls)),
    );
    start('one');
    await until(() => execution('one')?.status === 'SUCCEEDED');
    expect(execution('one')?.output).toBe('3');
    expect(transitions()).toBe(3);
  });

  test('is caught by its error name, with the cause as Lambda words it', async () => {
    const { start, execution, invocations } = workflowOf(
      {
        Only: call('only', {
          End: true,
          Catch: [{ ErrorEquals: ['Refused'], Next: 'Record', ResultPath: '$.failure' }],
        }),
        Record: call('record', { End: true }),
      },
      ({ name }) => (name === 'only' ? fail('Refused') : succeed(null)),
    );
    start('one');
    await until(() => execution('one')?.status === 'SUCCEEDED');
    const Cause = JSON.stringify({ errorType: 'Refused', errorMessage: 'Refused happened' });
    expect(invocations[1]?.event).toEqual({ failure: { Error: 'Refused', Cause } });
  });

  test('fails the execution if nothing catches it', async () => {
    const { start, execution } = workflowOf({ Only: call('only', { End: true }) }, () => fail('Refused'));
    start('one');
    await until(() => execution('one')?.status === 'FAILED');
    expect(execution('one')).toMatchObject({ error: 'Refused', cause: expect.stringContaining('happened') });
  });
});

test('a stopped execution is aborted, its token is closed, and nothing of it runs on', async () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Record' }];
  const { start, execution, workflow, invocations } = workflowOf(
    { Ask: ask('ask', { End: true, Catch }), Record: call('record', { End: true }) },
    () => succeed(null),
  );
  start('one');
  await until(() => invocations.length === 1);
  workflow.stop(executionArn('one'), { error: 'DeadToken', cause: 'why' });
  expect(execution('one')).toMatchObject({ status: 'ABORTED', error: 'DeadToken', cause: 'why' });
  expect(workflow.settleTask(invocations[0]?.event.token ?? '', { output: '1' })).toBe('closed');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(invocations).toHaveLength(1);
});

test('a definition that needs more than Lambda functions is refused', () => {
  const state = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
  expect(() => workflowOf({ Queue: state }, () => succeed(null))).toThrow(/sqs:sendMessage/);
  expect(machineArn).toContain('machine');
});
