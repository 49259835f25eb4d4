import { Duration } from 'aws-cdk-lib';
import { IntegrationPattern, JsonPath, TaskInput, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { maxWindowHours } from '../../domain/approval/approval-rule.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';

/** Which request a step is about. */
export const request = { requestId: JsonPath.stringAt('$.requestId'), type: JsonPath.stringAt('$.type') };
/** Which of the request's executions a step belongs to. */
export const execution = { execution: JsonPath.stringAt('$$.Execution.Name') };

/** When the state was entered, and how often it was tried since. */
export const attempt = {
  enteredAt: JsonPath.stringAt('$$.State.EnteredTime'),
  retryCount: JsonPath.numberAt('$$.State.RetryCount'),
};

/** A function that has not answered half a minute after its time was up never will. */
const grace = Duration.seconds(30);
/** A safety net behind the reconciler's expiry: an hour more than the longest window of any rule. */
const approvalTimeout = Timeout.duration(Duration.hours(maxWindowHours + 1));

interface StepProps {
  handler: HandlerFunction;
  /** What the function is given; the whole state input if absent. */
  payload?: Record<string, string | number>;
  /** Where its answer goes; nowhere if absent: what a step has done is in the trail. */
  resultPath?: string;
}

/** A state that invokes a function and goes on with its answer. */
export function step(
  scope: Construct,
  name: string,
  { handler, payload, resultPath }: StepProps,
): LambdaInvoke {
  return LambdaInvoke.jsonPath(scope, name, {
    lambdaFunction: handler,
    ...(payload && { payload: TaskInput.fromObject(payload) }),
    resultPath: resultPath ?? JsonPath.DISCARD,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    taskTimeout: Timeout.duration(timeoutOf(handler).plus(grace)),
  });
}

function timeoutOf({ timeout }: HandlerFunction): Duration {
  if (timeout === undefined) throw new RangeError('A step has a time limit of its own');
  return timeout;
}

/**
 * A state that invokes a function and waits until the task token it was given is answered with `{ status }`. When it
 * is entered again, or tried again, the function has to tell the newer token: hence the last three fields.
 */
export function waitForDecision(scope: Construct, name: string, handler: HandlerFunction): LambdaInvoke {
  return LambdaInvoke.jsonPath(scope, name, {
    lambdaFunction: handler,
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({
      ...request,
      taskToken: JsonPath.taskToken,
      ...execution,
      ...attempt,
    }),
    resultPath: '$.approval',
    retryOnServiceExceptions: false,
    taskTimeout: approvalTimeout,
  });
}
