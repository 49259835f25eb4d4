import { describe, expect, test } from '@jest/globals';
import { StateMachine } from 'aws-local-stepfunctions';
import {
  CreateRefused,
  CreationPaused,
  QuorumLost,
  RequestRejected,
  TransientFailure,
} from '../../../domain/errors.ts';
import { synthesized } from '../synthesized.ts';

const { template } = await synthesized();
const { DefinitionString } = template.one('AWS::StepFunctions::StateMachine', {
  StateMachineName: 'countersign-requests',
}).Properties;
const stateMachine = new StateMachine(JSON.parse(String(DefinitionString)), {
  validationOptions: { checkArn: false, checkPaths: true },
});

/** What a step answers, call by call; the last answer stands for all further calls. An error is thrown. */
type Answers = Record<string, (object | Error)[]>;

const usual: Answers = {
  'Validate request': [{}],
  'Request approval': [{ status: 'approved' }],
  'Settle timeout': [{ status: 'expired' }],
  'Create IAM role': [{}],
  'Create IAM policy': [{}],
  'Create Roles Anywhere profile': [{}],
  'Create RAM permission': [{}],
  'Record outcome': [{ status: 'created' }],
};

/** Runs one execution; returns which functions were invoked, and what Record outcome was given. */
async function run(answers: Answers, type = 'iam-role') {
  const invoked: string[] = [];
  let outcome: unknown;
  const handlers = Object.entries({ ...usual, ...answers }).map(([name, list]) => {
    const remaining = [...list];
    const handler = async (input: unknown) => {
      invoked.push(name);
      if (name === 'Record outcome') outcome = input;
      const answer = remaining.length > 1 ? remaining.shift() : remaining[0];
      if (answer instanceof Error) throw answer;
      return answer ?? {};
    };
    return [name, handler];
  });
  const { result } = stateMachine.run(
    { requestId: 'r', type },
    {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(handlers),
        retryIntervalOverrides: Object.fromEntries(Object.keys(usual).map((name) => [name, 0])),
      },
      context: {
        Execution: { Name: 'r' },
        Task: { Token: 't' },
        State: { EnteredTime: 'now', RetryCount: 0 },
      },
    },
  );
  await result;
  return { invoked, outcome };
}

const approved = { requestId: 'r', approval: { status: 'approved' } };

describe('an execution', () => {
  test.each([
    ['iam-role', 'Create IAM role'],
    ['iam-policy', 'Create IAM policy'],
    ['rolesanywhere-profile', 'Create Roles Anywhere profile'],
    ['ram-permission', 'Create RAM permission'],
  ])('of %s that is approved creates, and nothing else', async (type, create) => {
    const { invoked, outcome } = await run({}, type);
    expect(invoked).toEqual(['Validate request', 'Request approval', create, 'Record outcome']);
    expect(outcome).toEqual({ ...approved, type });
  });

  test.each(['denied', 'expired', 'cancelled'])('that is %s creates nothing', async (status) => {
    const { invoked } = await run({ 'Request approval': [{ status }] });
    expect(invoked).toEqual(['Validate request', 'Request approval', 'Record outcome']);
  });

  test('that did not pass validation asks nobody', async () => {
    const { invoked, outcome } = await run({ 'Validate request': [new RequestRejected('no')] });
    expect(invoked).toEqual(['Validate request', 'Record outcome']);
    expect(outcome).toMatchObject({ requestId: 'r', failure: { Error: 'RequestRejected' } });
  });

  test('asks again when an approval no longer counts', async () => {
    const { invoked, outcome } = await run({ 'Create IAM role': [new QuorumLost('gone'), {}] });
    expect(invoked).toEqual([
      'Validate request',
      ...['Request approval', 'Create IAM role'],
      ...['Request approval', 'Create IAM role'],
      'Record outcome',
    ]);
    expect(outcome).toEqual({ ...approved, type: 'iam-role' });
  });

  test('tries a creation again whose outcome is unknown', async () => {
    const { invoked } = await run({
      'Create IAM role': [new TransientFailure('?'), new TransientFailure('?'), {}],
    });
    expect(invoked.filter((name) => name === 'Create IAM role')).toHaveLength(3);
    expect(invoked.at(-1)).toBe('Record outcome');
  });

  test('waits while an operator has paused creation, and goes on by itself', async () => {
    const pauses = Array.from({ length: 30 }, () => new CreationPaused('on'));
    const { invoked, outcome } = await run({ 'Create IAM role': [...pauses, {}] });
    expect(invoked.filter((name) => name === 'Create IAM role')).toHaveLength(31);
    expect(outcome).toEqual({ ...approved, type: 'iam-role' });
  });

  test('ends when AWS refuses', async () => {
    const { invoked, outcome } = await run({ 'Create IAM role': [new CreateRefused('no')] });
    expect(invoked.at(-2)).toBe('Create IAM role');
    expect(outcome).toMatchObject({ ...approved, failure: { Error: 'CreateRefused' } });
  });

  test('that nobody answered obeys what the trail says', async () => {
    const { invoked } = await run({
      'Request approval': [timeout(), { status: 'denied' }],
      'Settle timeout': [{ status: 'pending' }],
    });
    expect(invoked).toEqual([
      'Validate request',
      ...['Request approval', 'Settle timeout'],
      ...['Request approval', 'Record outcome'],
    ]);
  });
});

/** What Step Functions itself raises when `TimeoutSeconds` have passed. */
function timeout(): Error {
  const error = new Error('nobody answered');
  error.name = 'States.Timeout';
  return error;
}
