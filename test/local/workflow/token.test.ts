import { describe, expect, test } from '@jest/globals';
import { ask, call, fail, succeed, until, workflowOf } from './harness.ts';

describe('a task token', () => {
  test('lets the state go on with its output, once', async () => {
    const { start, execution, workflow, invocations } = workflowOf({ Ask: ask('ask', { End: true }) }, () =>
      succeed('ignored'),
    );
    start('one');
    await until(() => invocations.length === 1);
    const token = invocations[0]?.event.token ?? '';
    expect(workflow.settleTask(token, { output: '{"status":"approved"}' })).toBe('settled');
    expect(workflow.settleTask(token, { output: '{}' })).toBe('closed');
    await until(() => execution('one')?.status === 'SUCCEEDED');
    expect(execution('one')?.output).toBe('{"status":"approved"}');
    expect(workflow.settleTask(token, { output: '{}' })).toBe('closed');
    expect(workflow.settleTask('garbled', { output: '{}' })).toBe('unknown');
  });

  test('may be answered by the function that was given it', async () => {
    const { start, execution, workflow } = workflowOf({ Ask: ask('ask', { End: true }) }, ({ event }) => {
      workflow.settleTask(event.token ?? '', { output: '1' });
      return succeed(null);
    });
    start('one');
    await until(() => execution('one')?.status === 'SUCCEEDED');
  });

  test('fails the state with the error it is answered with', async () => {
    const { start, execution, workflow, invocations } = workflowOf({ Ask: ask('ask', { End: true }) }, () =>
      succeed(null),
    );
    start('one');
    await until(() => invocations.length === 1);
    workflow.settleTask(invocations[0]?.event.token ?? '', { error: 'Broken', cause: 'because' });
    await until(() => execution('one')?.status === 'FAILED');
    expect(execution('one')).toMatchObject({ error: 'Broken', cause: 'because' });
  });

  test('is another one at each attempt, and the old one is closed', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }];
    let calls = 0;
    const { start, workflow, invocations } = workflowOf({ Ask: ask('ask', { End: true, Retry }) }, () =>
      ++calls === 1 ? fail('Lambda.Unknown') : succeed(null),
    );
    start('one');
    await until(() => invocations.length === 2);
    const [first, second] = invocations.map(({ event }) => event);
    expect(second?.token).not.toBe(first?.token);
    expect(second).toMatchObject({ retryCount: 1, enteredAt: first?.enteredAt });
    expect(workflow.settleTask(first?.token ?? '', { output: '1' })).toBe('closed');
    expect(workflow.settleTask(second?.token ?? '', { output: '1' })).toBe('settled');
  });

  test('is closed when the state times out, which States.Timeout catches', async () => {
    const { start, execution, workflow, invocations } = workflowOf(
      {
        Ask: ask('ask', {
          End: true,
          TimeoutSeconds: 1,
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Settle' }],
        }),
        Settle: call('settle', { End: true }),
      },
      () => succeed('settled'),
    );
    start('one');
    await until(() => execution('one')?.status === 'SUCCEEDED');
    expect(execution('one')?.output).toBe('"settled"');
    expect(workflow.settleTask(invocations[0]?.event.token ?? '', { output: '1' })).toBe('closed');
  });
});
