import type { Json } from '../json.ts';
import type { PlannedCall } from '../plan.ts';
import type { PlanContext } from './request-type.ts';

/** A call as it will be sent; parameters without a value are left out. */
export function plannedCall(
  operation: string,
  { account, region }: PlanContext,
  parameters: Readonly<Record<string, Json | undefined>>,
): PlannedCall {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name, value]],
  );
  return { operation, account, region, parameters: Object.fromEntries(given) };
}

/** The one call that a plan consists of; throws `RangeError` for any other plan. */
export function onlyCall(plan: readonly PlannedCall[]): PlannedCall {
  const [call, ...more] = plan;
  if (call === undefined || more.length > 0) throw new RangeError(`A plan of one call has ${plan.length}`);
  return call;
}

/** The call that a plan begins with; throws `RangeError` for a plan without any. */
export function firstCall([call]: readonly PlannedCall[]): PlannedCall {
  if (call === undefined) throw new RangeError('A plan has no call');
  return call;
}
