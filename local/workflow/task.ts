import * as z from 'zod';
import type { TaskState } from './definition.ts';
import { StateError } from './errors.ts';

/** What a function's invocation comes to; the error is named as Lambda names it. */
export type Invoked = { ok: true; value: unknown } | { ok: false; error: string; cause: string };

const invokeParameters = z.object({ FunctionName: z.string(), Payload: z.unknown().optional() });

/** Whether a task ends with its token instead of with its function. */
export function waitsForToken({ Resource }: TaskState): boolean {
  return Resource.endsWith('.waitForTaskToken');
}

function isDirect({ Resource }: TaskState): boolean {
  return Resource.includes(':lambda:') && !Resource.includes(':states:');
}

/** Which function a task calls with what, given the state's processed input. Throws StateError. */
export function functionCall(state: TaskState, input: unknown): { functionArn: string; payload: unknown } {
  if (isDirect(state)) return { functionArn: state.Resource, payload: input };
  const parameters = invokeParameters.safeParse(input);
  if (!parameters.success) throw new StateError('States.Runtime', z.prettifyError(parameters.error));
  const { FunctionName, Payload } = parameters.data;
  return { functionArn: FunctionName, payload: Payload ?? {} };
}

/** What a state that does not wait for a token gets as its result. */
export function functionResult(state: TaskState, value: unknown): unknown {
  return isDirect(state) ? value : { ExecutedVersion: '$LATEST', Payload: value, StatusCode: 200 };
}
