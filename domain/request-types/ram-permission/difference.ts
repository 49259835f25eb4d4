import { sameDocument } from '../../aws/document-comparison.ts';
import { tagMap } from '../../aws/read-back.ts';
import type { RequestedPlan } from '../../plan.ts';
import { type Difference, fixedDifference, tagDifference } from '../difference.ts';
import { onlyCall } from '../planned-call.ts';
import { planned } from './plan.ts';
import type { PermissionReading } from './reading.ts';

/** What lies between a plan and the permission that there is, all of which one call creates. */
export function difference({ plan }: RequestedPlan, { permission, tags }: PermissionReading): Difference {
  const wanted = planned.parse(onlyCall(plan).parameters);
  const matches = {
    name: permission.name === wanted.name,
    resourceType: permission.resourceType?.toLowerCase() === wanted.resourceType.toLowerCase(),
    policyTemplate: sameDocument(wanted.policyTemplate, permission.permission),
  };
  return fixedDifference(matches, tagDifference('tags', tagMap(wanted.tags), tags));
}
