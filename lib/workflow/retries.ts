import { Duration } from 'aws-cdk-lib';
import { Errors, JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { CreationPaused, TransientFailure } from '../../domain/errors.ts';

/**
 * What may pass by itself: our own word for it, and Lambda's troubles: overload, a crashed or a timed-out sandbox
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html). Every step can run again.
 */
export const passing: readonly string[] = [
  TransientFailure.type,
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
];
/** For a step that answers itself; where a person answers, a timeout is not something to try again. */
export const passingOrSilent: readonly string[] = [...passing, Errors.TIMEOUT];

/** Attempts until the delay is at its cap (2, 4, 8, 16, 32 s), and what they take on average: half their sum. */
const ramp = { attempts: 5, seconds: 31 };
/** Average of an attempt at the cap: full jitter waits anything between nothing and 60 s. */
const cappedSeconds = 30;

/**
 * A paused creation looks at the kill switch again each minute, or as often as creations look for their own work if that
 * is oftener, for more than the day after which an approved request expires.
 */
export function retryWhilePaused(settleSeconds: number): RetryProps {
  return {
    errors: [CreationPaused.type],
    interval: Duration.seconds(Math.min(settleSeconds, 60)),
    backoffRate: 1,
    maxAttempts: 25 * 60,
  };
}

/**
 * Tries a step again with full jitter, at first within 2 s, then at most every 60 s, for about `seconds` on average:
 * 180 s are 5 attempts in 31 s and 5 more of 30 s each.
 */
export function retryFor(seconds: number, errors: readonly string[]): RetryProps {
  return {
    errors: [...errors],
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxDelay: Duration.seconds(60),
    jitterStrategy: JitterType.FULL,
    maxAttempts: ramp.attempts + Math.ceil((seconds - ramp.seconds) / cappedSeconds),
  };
}
