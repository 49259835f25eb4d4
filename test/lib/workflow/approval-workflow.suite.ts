import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { maxWindowHours } from '../../../domain/approval/approval-rule.ts';
import { retryFor } from '../../../lib/workflow/retries.ts';
import { defaultConfiguration, synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const retrier = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number(),
  MaxAttempts: z.number(),
  BackoffRate: z.number(),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.string().optional(),
});
const state = z.looseObject({
  Type: z.string(),
  TimeoutSeconds: z.number().optional(),
  Retry: z.array(retrier).default([]),
  Catch: z
    .array(
      z.object({ ErrorEquals: z.array(z.string()), Next: z.string(), ResultPath: z.string().nullable() }),
    )
    .default([]),
});
const definitionSchema = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });

const { template } = await synthesized();
const { Properties } = template.one('AWS::StepFunctions::StateMachine', {
  StateMachineName: 'countersign-requests',
});
const { Properties: role } = template.one('AWS::IAM::Role', { RoleName: 'countersign-workflow' });
const policy = z.object({ PolicyDocument: z.unknown() });
const text = String(Properties.DefinitionString);
const { States } = definitionSchema.parse(JSON.parse(text));
const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');
const creations = tasks.filter(([name]) => name.startsWith('Create '));

describe('the workflow', () => {
  test('is drawn as designed', () => {
    expect(JSON.stringify(JSON.parse(text), null, 2)).toMatchSnapshot();
  });

  test('logs what happens, but neither task tokens nor anything else of its data', () => {
    expect(Properties).toMatchObject({
      StateMachineName: 'countersign-requests',
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
  });

  test('may invoke its own steps, deliver its log and traces, and nothing else', () => {
    const [invoke, observe] = statementsOf(z.tuple([policy]).parse(role.Policies)[0].PolicyDocument);
    expect(invoke).toMatchObject({ Action: ['lambda:InvokeFunction'] });
    expect(invoke?.Resource).toHaveLength(tasks.length);
    for (const arn of invoke?.Resource ?? []) expect(text).toContain(`"<${arn.split(':').at(-1)}>"`);
    expect(observe?.Action.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
    expect(role).not.toHaveProperty('ManagedPolicyArns');
  });

  test('waits for each function longer than that may run', () => {
    const steps = tasks.filter(([name]) => name !== 'Request approval');
    for (const [name, { Resource, TimeoutSeconds = 0 }] of steps) {
      const functionName = /^<(.+)>$/.exec(String(Resource))?.[1] ?? '';
      const { Properties } = template.one('AWS::Lambda::Function', { FunctionName: functionName });
      expect({ name, grace: TimeoutSeconds - Number(Properties.Timeout) }).toEqual({ name, grace: 30 });
    }
  });

  test('waits for people an hour longer than any approval rule may', () => {
    const seconds = States['Request approval']?.TimeoutSeconds;
    expect(seconds).toBe((maxWindowHours + 1) * 3600);
    // Above this, the local engine's timers would fire at once.
    expect(seconds).toBeLessThan(2_147_483);
  });

  test.each(tasks)(
    '%s is tried again, with jitter and at first within two seconds, when that may help',
    (name, { Retry }) => {
      const [retry] = Retry;
      expect(retry).toMatchObject({
        IntervalSeconds: 2,
        BackoffRate: 2,
        MaxDelaySeconds: 60,
        JitterStrategy: 'FULL',
      });
      const always = [
        'TransientFailure',
        'Lambda.TooManyRequestsException',
        'Lambda.Unknown',
        'Sandbox.Timedout',
      ];
      expect(retry?.ErrorEquals).toEqual(expect.arrayContaining(always));
      expect(retry?.ErrorEquals.includes('States.Timeout')).toBe(name !== 'Request approval');
    },
  );

  test('tries a creation for five minutes longer than it has to look for its own work', () => {
    const { maxAttempts } = retryFor(defaultConfiguration.settleSeconds + 300, []);
    for (const [, { Retry }] of creations) expect(Retry[0]?.MaxAttempts).toBe(maxAttempts);
  });

  test.each(creations)(
    '%s looks each minute, for more than a day, while an operator has paused it',
    (_, { Retry }) => {
      expect(Retry.slice(1)).toEqual([
        { ErrorEquals: ['CreationPaused'], IntervalSeconds: 60, BackoffRate: 1, MaxAttempts: 1500 },
      ]);
    },
  );

  test.each(creations)('%s goes back to the approvers when an approval no longer counts', (_, { Catch }) => {
    expect(Catch[0]).toEqual({ ErrorEquals: ['QuorumLost'], Next: 'Request approval', ResultPath: null });
  });

  test.each(tasks.filter(([name]) => name !== 'Record outcome'))(
    '%s ends at Record outcome whatever it throws',
    (_, { Catch }) => {
      expect(Catch.at(-1)).toEqual({
        ErrorEquals: ['States.ALL'],
        Next: 'Record outcome',
        ResultPath: '$.failure',
      });
    },
  );

  test('asks the trail when nobody answered in time', () => {
    expect(States['Request approval']?.Catch[0]).toEqual({
      ErrorEquals: ['States.Timeout'],
      Next: 'Settle timeout',
      ResultPath: null,
    });
  });
});
