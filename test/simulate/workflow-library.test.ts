import { beforeAll, describe, expect, test } from '@jest/globals';
import { StateMachine } from 'aws-local-stepfunctions';
import fc from 'fast-check';
import type { Definition, TaskState } from '../../local/workflow/definition.ts';
import { noJournal } from '../../local/workflow/journal.ts';
import type { Invoked } from '../../local/workflow/task.ts';
import { Workflow } from '../../local/workflow/workflow.ts';
import { deployment } from '../../simulate/workflow/deployment.ts';
import { Agenda } from '../../simulate/world/agenda.ts';

let definition: Definition;
beforeAll(async () => {
  const [first] = (await deployment()).stateMachines;
  if (first === undefined) throw new Error('There is no state machine');
  definition = first.definition;
}, 60_000);

const tasks = (): [string, TaskState][] =>
  Object.entries(definition.States).flatMap(([name, state]) =>
    state.Type === 'Task' ? [[name, state]] : [],
  );

/** What a task answers the first few times; after that it succeeds, so that every execution ends. */
type Answer = { status: string } | { error: string };
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom('approved', 'denied', 'pending', 'expired').map((status) => ({ status })),
  fc
    .constantFrom(
      'TransientFailure',
      'QuorumLost',
      'CreateRefused',
      'RequestRejected',
      'Lambda.Unknown',
      'States.Timeout',
      'TypeError',
    )
    .map((error) => ({ error })),
);

interface Went {
  invoked: string[];
  status: string | undefined;
}

const input = { requestId: 'r', type: 'iam-policy' };
const scripted = (answers: readonly Answer[]) => {
  const left = [...answers];
  return () => left.shift() ?? { status: 'denied' };
};

async function inTheLibrary(answers: readonly Answer[]): Promise<Went> {
  const next = scripted(answers);
  const invoked: string[] = [];
  const handlers = tasks().map(([name]) => [
    name,
    async () => {
      invoked.push(name);
      const given = next();
      if ('error' in given) throw Object.assign(new Error(''), { name: given.error });
      return given;
    },
  ]);
  const machine = new StateMachine(JSON.parse(JSON.stringify(definition)), {
    validationOptions: { noValidate: true },
  });
  const { result } = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      retryIntervalOverrides: Object.fromEntries(tasks().map(([name]) => [name, 0])),
    },
    context: { Execution: { Name: 'r' }, Task: { Token: 't' }, State: { EnteredTime: 'now', RetryCount: 0 } },
  });
  return result.then(
    () => ({ invoked, status: 'SUCCEEDED' }),
    () => ({ invoked, status: 'FAILED' }),
  );
}

const machineArn = 'arn:aws:states:us-east-1:111122223333:stateMachine:requests';
const executionArn = 'arn:aws:states:us-east-1:111122223333:execution:requests:r';

function inTheWorkflow(answers: readonly Answer[]): Went {
  const next = scripted(answers);
  const agenda = new Agenda(0, 'by-time');
  const names = new Map(tasks().map(([name, state]) => [functionOf(state), name]));
  const invoked: string[] = [];
  const answerLater = (resource: string, done: (result: Invoked) => void) => {
    invoked.push(names.get(resource) ?? resource);
    const given = next();
    agenda.add(0, () => {
      const token = workflow.executionsOf('r')[0]?.progress?.token;
      if ('error' in given) done({ ok: false, error: given.error, cause: '' });
      else if (token) workflow.settleTask(token, { output: JSON.stringify(given) });
      else done({ ok: true, value: given });
    });
  };
  const workflow: Workflow = new Workflow({
    stateMachines: [{ arn: machineArn, definition }],
    now: () => agenda.now,
    schedule: (milliseconds, run, distant) => {
      const entry = agenda.add(milliseconds, run, { distant });
      return () => agenda.cancel(entry);
    },
    invoke: (resource, _payload, done) => answerLater(resource, done),
    ...{ newId: () => 'id', jitter: () => 0, journal: noJournal },
    ...{ onTransition: () => {}, onMove: () => {} },
  });
  const begun = { executionArn, stateMachineArn: machineArn, name: 'r', input: JSON.stringify(input) };
  workflow.start(begun);
  for (let entry = agenda.take(1e12); entry !== undefined; entry = agenda.take(1e12)) entry.run();
  return { invoked, status: workflow.execution(executionArn)?.status };
}

function functionOf({ Resource, Parameters }: TaskState): string {
  return Resource.endsWith('.waitForTaskToken') ? String(Parameters?.FunctionName) : Resource;
}

describe('the workflow', () => {
  test('goes the way that aws-local-stepfunctions goes, whatever the steps answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 14 }), async (answers) => {
        expect(inTheWorkflow(answers)).toEqual(await inTheLibrary(answers));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
