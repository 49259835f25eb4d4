import { sameDocument } from '../../aws/document-comparison.ts';
import { sameText, tagMap } from '../../aws/read-back.ts';
import type { RequestedPlan } from '../../plan.ts';
import { type Difference, fixedDifference, tagDifference } from '../difference.ts';
import { onlyCall } from '../planned-call.ts';
import { planned } from './plan.ts';
import type { PolicyReading } from './reading.ts';

/** What lies between a plan and the policy that there is, all of which one call creates. */
export function difference({ plan }: RequestedPlan, { policy, document, tags }: PolicyReading): Difference {
  const wanted = planned.parse(onlyCall(plan).parameters);
  const matches = {
    PolicyName: policy.PolicyName === wanted.PolicyName,
    Path: policy.Path === wanted.Path,
    PolicyDocument: sameDocument(wanted.PolicyDocument, document),
    Description: sameText(wanted.Description, policy.Description),
  };
  return fixedDifference(matches, tagDifference('Tags', tagMap(wanted.Tags), tags));
}
