import { addMilliseconds } from '../../domain/time.ts';
import type { Execution } from './execution.ts';

/**
 * Whether an attempt before this one may have created what does not show yet, so that "absent" is no proof: IAM and its
 * like show a change only after a while. Attempts to create a profile are in the trail; of the others it is known
 * whether there may have been one, and not before when.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function mayStillShow<Target>({
  request,
  name,
  attempt,
  creation,
  context,
}: Execution<Target>): boolean {
  const isRepeated = attempt.retryCount > 0 || name !== request.id;
  const before = creation.lookFirst ? request.attempts.at(-1)?.at : isRepeated && attempt.enteredAt;
  if (!before) return false;
  return context.now() < addMilliseconds(before, context.configuration.settleSeconds * 1000);
}
