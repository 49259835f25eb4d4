import type { IAMClient } from '@aws-sdk/client-iam';
import { namesakeOf, readPolicy } from '../../aws/managed-policies.ts';
import { tagMap } from '../../aws/read-back.ts';
import { type Check, nameTaken } from '../check.ts';
import { documentCheck } from '../document-check.ts';
import { type Inspect, inspectionOf } from '../inspection.ts';
import { onlyCall } from '../planned-call.ts';
import { planned } from './plan.ts';

export const iamPolicyInspection: Inspect = (calls, requestId, { iam, accessAnalyzer }) => {
  const policy = planned.parse(onlyCall(calls).parameters);
  return inspectionOf(
    policyNameCheck(policy.PolicyName, requestId, iam),
    documentCheck('managed', policy.PolicyDocument, '/parameters/PolicyDocument', accessAnalyzer),
  );
};

/** Whether a policy of the account has the name already; a list shows no tags, so that it is read once more. */
async function policyNameCheck(
  name: string,
  requestId: string,
  iam: Pick<IAMClient, 'send'>,
): Promise<Check> {
  const namesake = await namesakeOf(name, iam);
  if (namesake?.Arn === undefined) return {};
  const read = await readPolicy(namesake.Arn, iam);
  return read ? nameTaken('policy', read.Arn, tagMap(read.Tags), requestId) : {};
}
