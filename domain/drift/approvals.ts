import { iamArn, type Place } from '../aws/arns.ts';
import { verifyChain } from '../trail/chain.ts';
import type { TrailEvent } from '../trail/events.ts';
import { BrokenTrail, fold } from '../trail/fold.ts';
import type { Request } from '../trail/request.ts';

/** The request that a trail tells of; undefined if its chain does not hold: then it explains nothing. */
export function approvalIn(events: readonly TrailEvent[]): Request | undefined {
  const [first, ...later] = events;
  if (!first || !verifyChain([first, ...later]).valid) return undefined;
  try {
    return fold([first, ...later]);
  } catch (error) {
    if (error instanceof BrokenTrail) return undefined;
    throw error;
  }
}

/**
 * Whether the account's lists show what has this ARN: of IAM only the guardrail path is listed, and that may have been
 * another one when the resource was created.
 */
export function isListedUnder(path: string, place: Place): (arn: string) => boolean {
  const listed = (['role', 'policy'] as const).map((kind) => iamArn(place, kind, path, ''));
  return (arn) => !/^arn:[^:]+:iam:/.test(arn) || listed.some((prefix) => arn.startsWith(prefix));
}
