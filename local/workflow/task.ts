import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import { UnsupportedTemplate } from '../template/intrinsics.ts';

type State = StateMachineDefinition['States'][string];
export type TaskState = Extract<State, { Type: 'Task' }>;

/** How a Task state calls its function: directly, by the `lambda:invoke` integration, or waiting for a token. */
export type Integration = 'direct' | 'invoke' | 'waitForTaskToken';

const integrations: ReadonlyMap<string, Integration> = new Map([
  ['arn:aws:states:::lambda:invoke', 'invoke'],
  ['arn:aws:states:::lambda:invoke.waitForTaskToken', 'waitForTaskToken'],
]);

const invokeParameters = z.object({ FunctionName: z.string(), Payload: z.unknown().optional() });

/** Throws `UnsupportedTemplate` for a resource other than a Lambda function. */
export function integrationOf({ Resource }: TaskState): Integration {
  const known = integrations.get(Resource);
  if (known !== undefined) return known;
  if (Resource.startsWith('arn:aws:lambda:')) return 'direct';
  throw new UnsupportedTemplate(`The local stack does not know the task resource ${Resource}.`);
}

/** Which function a task calls with what, given the state's processed input. */
export function functionCall(state: TaskState, input: unknown): { functionArn: string; payload: unknown } {
  if (integrationOf(state) === 'direct') return { functionArn: state.Resource, payload: input };
  const { FunctionName, Payload } = invokeParameters.parse(input);
  return { functionArn: FunctionName, payload: Payload ?? {} };
}

/** What a state that does not wait for a token gets as its result. */
export function functionResult(state: TaskState, payload: string) {
  const output = z.json().parse(JSON.parse(payload));
  if (integrationOf(state) === 'direct') return output;
  return { ExecutedVersion: '$LATEST', Payload: output, StatusCode: 200 };
}

/** 24.8 days, the longest a Node.js timer can be. */
const maxTimerSeconds = 2_147_483;

/** Every Task state by name, each with a timeout: the engine's own default is 60 s, where AWS has none. */
export function tasksOf({ States }: StateMachineDefinition): Map<string, TaskState> {
  const tasks = new Map<string, TaskState>();
  for (const [name, state] of Object.entries(States)) {
    if (state.Type !== 'Task') continue;
    integrationOf(state);
    const hasTimeout = state.TimeoutSeconds !== undefined || state.TimeoutSecondsPath !== undefined;
    tasks.set(name, hasTimeout ? state : { ...state, TimeoutSeconds: maxTimerSeconds });
  }
  return tasks;
}
