import { sameDocument } from '../../aws/document-comparison.ts';
import { sameMembers, tagMap } from '../../aws/read-back.ts';
import type { RequestedPlan } from '../../plan.ts';
import { type Difference, fixedDifference, tagDifference } from '../difference.ts';
import { onlyCall } from '../planned-call.ts';
import { planned } from './plan.ts';
import type { ProfileReading } from './reading.ts';

/** What lies between a plan and the profile that there is, all of which one call creates. */
export function difference({ plan }: RequestedPlan, { profile, tags }: ProfileReading): Difference {
  const wanted = planned.parse(onlyCall(plan).parameters);
  const matches = {
    roleArns: sameMembers(wanted.roleArns, profile.roleArns),
    durationSeconds: profile.durationSeconds === wanted.durationSeconds,
    enabled: profile.enabled === wanted.enabled,
    managedPolicyArns: sameMembers(wanted.managedPolicyArns, profile.managedPolicyArns),
    sessionPolicy: wanted.sessionPolicy
      ? sameDocument(wanted.sessionPolicy, profile.sessionPolicy)
      : !profile.sessionPolicy,
  };
  return fixedDifference(matches, tagDifference('tags', tagMap(wanted.tags), tags));
}
