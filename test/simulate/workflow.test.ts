import { beforeAll, describe, expect, test } from '@jest/globals';
import { StateMachine } from 'aws-local-stepfunctions';
import fc from 'fast-check';
import type { Execution as Described } from '../../local/doubles/step-functions/engine.ts';
import type { Definition, TaskState } from '../../simulate/workflow/definition.ts';
import { type Deployment, deployment } from '../../simulate/workflow/deployment.ts';
import { Execution, type Invoked } from '../../simulate/workflow/execution.ts';
import { Agenda } from '../../simulate/world/agenda.ts';

let deployed: Deployment;
beforeAll(async () => {
  deployed = await deployment();
}, 60_000);

const tasks = (definition: Definition): [string, TaskState][] =>
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
  status: string;
}

const input = { requestId: 'r', type: 'iam-policy' };
const scripted = (answers: readonly Answer[]) => {
  const left = [...answers];
  return () => left.shift() ?? { status: 'denied' };
};

async function inTheEngine(
  { definition, source }: Deployment['stateMachine'],
  answers: readonly Answer[],
): Promise<Went> {
  const next = scripted(answers);
  const invoked: string[] = [];
  const handlers = tasks(definition).map(([name]) => [
    name,
    async () => {
      invoked.push(name);
      const given = next();
      if ('error' in given) throw Object.assign(new Error(''), { name: given.error });
      return given;
    },
  ]);
  const machine = new StateMachine(source, { validationOptions: { noValidate: true } });
  const { result } = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      retryIntervalOverrides: Object.fromEntries(tasks(definition).map(([name]) => [name, 0])),
    },
    context: { Execution: { Name: 'r' }, Task: { Token: 't' }, State: { EnteredTime: 'now', RetryCount: 0 } },
  });
  return result.then(
    () => ({ invoked, status: 'SUCCEEDED' }),
    () => ({ invoked, status: 'FAILED' }),
  );
}

function inTheSimulation(definition: Definition, answers: readonly Answer[]): Went {
  const next = scripted(answers);
  const agenda = new Agenda(0, 'by-time');
  const names = new Map(tasks(definition).map(([name, state]) => [functionOf(state), name]));
  const invoked: string[] = [];
  const answerLater = (execution: () => Execution, resource: string, done: (result: Invoked) => void) => {
    invoked.push(names.get(resource) ?? resource);
    const given = next();
    agenda.add(0, () => {
      const { token } = execution();
      if ('error' in given) done({ ok: false, error: given.error, cause: '' });
      else if (token) execution().settle(token, { output: JSON.stringify(given) });
      else done({ ok: true, value: given });
    });
  };
  const described: Described = {
    executionArn: 'arn',
    stateMachineArn: 'arn',
    name: 'r',
    input: JSON.stringify(input),
    status: 'RUNNING',
    startDate: new Date(0),
  };
  const execution: Execution = new Execution(described, {
    definition,
    now: () => agenda.now,
    schedule: (milliseconds, run, distant) => agenda.add(milliseconds, run, { distant }),
    cancel: (entry) => agenda.cancel(entry),
    invoke: (resource, _payload, done) => answerLater(() => execution, resource, done),
    newToken: () => 'token',
    jitter: () => 0,
  });
  for (let entry = agenda.take(1e12); entry !== undefined; entry = agenda.take(1e12)) entry.run();
  return { invoked, status: described.status };
}

function functionOf({ Resource, Parameters }: TaskState): string {
  return Resource.endsWith('.waitForTaskToken') ? String(Parameters?.FunctionName) : Resource;
}

describe('the simulated workflow', () => {
  test('goes the way that aws-local-stepfunctions goes, whatever the steps answer', async () => {
    const { stateMachine } = deployed;
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 14 }), async (answers) => {
        expect(inTheSimulation(stateMachine.definition, answers)).toEqual(
          await inTheEngine(stateMachine, answers),
        );
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
