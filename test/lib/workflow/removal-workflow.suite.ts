import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import { synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const { template } = await synthesized();
const { Properties } = template.one('AWS::StepFunctions::StateMachine', {
  StateMachineName: 'countersign-removal',
});
const { Properties: role } = template.one('AWS::IAM::Role', { RoleName: 'countersign-removal' });
const state = z.looseObject({
  Type: z.string(),
  End: z.boolean().optional(),
  Retry: z
    .array(
      z.looseObject({
        ErrorEquals: z.array(z.string()),
        IntervalSeconds: z.number(),
        MaxAttempts: z.number(),
        BackoffRate: z.number(),
      }),
    )
    .default([]),
});
const { StartAt, States } = z
  .object({ StartAt: z.string(), States: z.record(z.string(), state) })
  .parse(JSON.parse(String(Properties.DefinitionString)));
const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');

describe('the workflow of removals', () => {
  test('goes to the remover of the type, and takes four transitions at most', () => {
    expect(States[StartAt]?.Type).toBe('Choice');
    expect(tasks.map(([name]) => name)).toEqual(
      requestTypeNames.map((type) => `Remove ${submissions[type].title}`),
    );
    for (const [, { End, Retry }] of tasks) {
      expect(End).toBe(true);
      const retries = Retry.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 0);
      expect(1 + 1 + retries).toBeLessThanOrEqual(4);
      for (const { BackoffRate, IntervalSeconds, ErrorEquals } of Retry) {
        expect(BackoffRate).toBe(1);
        expect(IntervalSeconds).toBe(120);
        expect(ErrorEquals).toContain('AbsenceUnproven');
        expect(ErrorEquals).not.toContain('RemovalFailed');
      }
    }
  });

  test('logs what happens without data, and may invoke its own steps alone', () => {
    expect(Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    });
    const policies = z.array(z.object({ PolicyDocument: z.unknown() })).parse(role.Policies);
    const [invoke, observe] = policies.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument));
    expect(invoke).toMatchObject({ Action: ['lambda:InvokeFunction'] });
    expect(invoke?.Resource).toHaveLength(tasks.length);
    expect(observe?.Action.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
  });
});
