import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { InvocationResult } from '../../../local/functions/messages.ts';
import { JournalFile } from '../../../local/workflow/journal.ts';
import type { WorkflowOptions } from '../../../local/workflow/workflow.ts';
import { ask, call, fail, type Invocation, succeed, until, workflowOf } from './harness.ts';

const states = {
  First: call('first', { Next: 'Ask', ResultPath: '$.first' }),
  Ask: ask('ask', { Next: 'Last', ResultPath: '$.answer' }),
  Last: call('last', { End: true }),
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What a process that starts on this directory sees. A former one is just left: nothing of it is closed. */
function boot(
  answer: (invocation: Invocation) => InvocationResult | Promise<InvocationResult>,
  deployed: object = states,
  options: Partial<WorkflowOptions> = {},
) {
  const { journal, kept } = JournalFile.open(join(directory, 'executions.jsonl'));
  const booted = workflowOf(deployed, answer, { journal, ...options });
  booted.workflow.resume(kept);
  return booted;
}

describe('after the process was killed', () => {
  test('an execution waits on with the same token, without asking again', async () => {
    const before = boot(() => succeed({}));
    before.start('one', { given: 1 });
    await until(() => before.workflow.executionsOf('one')[0]?.progress?.isWaiting === true);
    const token = before.invocations[1]?.event.token ?? '';

    const after = boot(({ event }) => succeed(event));
    expect(after.workflow.settleTask(token, { output: '{"status":"approved"}' })).toBe('settled');
    await until(() => after.execution('one')?.status === 'SUCCEEDED');
    expect(after.invocations.map(({ name }) => name)).toEqual(['last']);
    expect(after.invocations[0]?.event).toEqual({ given: 1, first: {}, answer: { status: 'approved' } });
    expect(after.execution('one')?.startDate).toEqual(before.execution('one')?.startDate);
    expect(after.workflow.executionsOf('one')[0]?.visited).toEqual(['First', 'Ask', 'Last']);
    before.workflow.close();
  });

  test('a function that was running is invoked again, as a retry', async () => {
    const before = boot(({ name }) => (name === 'ask' ? new Promise(() => {}) : succeed({})));
    before.start('one');
    await until(() => before.invocations.length === 2);

    const after = boot(() => succeed({}));
    await until(() => after.invocations.length === 1);
    const asked = before.invocations[1]?.event;
    expect(after.invocations[0]).toEqual({ name: 'ask', event: { ...asked, retryCount: 1 } });
    expect(after.workflow.settleTask(asked?.token ?? '', { output: '{}' })).toBe('settled');
    await until(() => after.execution('one')?.status === 'SUCCEEDED');
    before.workflow.close();
  });

  test('an answered token is not forgotten', async () => {
    const before = boot(({ name }) => (name === 'last' ? new Promise(() => {}) : succeed({})));
    before.start('one');
    await until(() => before.workflow.executionsOf('one')[0]?.progress?.isWaiting === true);
    before.workflow.settleTask(before.invocations[1]?.event.token ?? '', { output: '"yes"' });

    const after = boot(({ event }) => succeed(event));
    await until(() => after.execution('one')?.status === 'SUCCEEDED');
    expect(after.execution('one')?.output).toBe('{"first":{},"answer":"yes"}');
    expect(after.invocations.map(({ name }) => name)).toEqual(['last']);
    before.workflow.close();
  });

  test('an execution goes on as it was defined when it was started, the next one as deployed since', async () => {
    const before = boot(() => succeed({}));
    before.start('one');
    await until(() => before.workflow.executionsOf('one')[0]?.progress?.isWaiting === true);
    const token = before.invocations[1]?.event.token ?? '';

    const after = boot(() => succeed({}), { Other: call('other', { End: true }) });
    after.workflow.settleTask(token, { output: '{}' });
    after.start('two');
    await until(() => after.execution('one')?.status === 'SUCCEEDED');
    await until(() => after.execution('two')?.status === 'SUCCEEDED');
    expect(after.invocations.map(({ name }) => name).toSorted()).toEqual(['last', 'other']);
    before.workflow.close();
  });

  test('what is left of a pause and of a timeout is waited for', async () => {
    const Retry = [{ ErrorEquals: ['Passing'], IntervalSeconds: 300, MaxAttempts: 1 }];
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }];
    const deployed = {
      Ask: ask('ask', { Retry, Catch, TimeoutSeconds: 600, End: true }),
      Late: call('late', { End: true }),
    };
    const before = boot(() => fail('Passing'), deployed);
    before.start('one');
    const progress = () => before.workflow.executionsOf('one')[0]?.progress;
    await until(() => progress()?.wakesAt !== undefined);
    const { wakesAt = 0, enteredTime = '' } = progress() ?? {};
    expect(wakesAt - Date.parse(enteredTime)).toBeGreaterThanOrEqual(300_000);
    before.workflow.close();

    const later = boot(() => succeed({}), deployed, { now: () => wakesAt });
    await until(() => later.workflow.executionsOf('one')[0]?.progress?.isWaiting === true);
    expect(later.invocations[0]?.event).toMatchObject({ retryCount: 1, enteredAt: enteredTime });
    later.workflow.close();

    const last = boot(() => succeed('settled'), deployed, { now: () => wakesAt + 600_000 });
    await until(() => last.execution('one')?.status === 'SUCCEEDED');
    expect(last.invocations.map(({ name }) => name)).toEqual(['late']);
    last.workflow.close();
  });

  test('what has ended stays ended, and its name stays taken', async () => {
    const before = boot(({ event, name }) => {
      if (name === 'ask') before.workflow.settleTask(event.token ?? '', { output: '1' });
      return succeed({});
    });
    before.start('one');
    await until(() => before.execution('one')?.status === 'SUCCEEDED');
    before.workflow.close();

    const after = boot(() => succeed({}));
    expect(after.execution('one')).toEqual(before.execution('one'));
    expect(after.invocations).toEqual([]);
  });
});
