import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient, type Policy } from '@aws-sdk/client-iam';
import { decodedDocument } from '../../aws/document-comparison.ts';
import { unlessMissing } from '../../aws/failures.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import type { RequestedPlan } from '../../plan.ts';
import { onlyCall } from '../planned-call.ts';
import type { Reading } from '../reading.ts';
import { arnOf, planned } from './plan.ts';

type Client = Pick<IAMClient, 'send'>;

/** A policy with the document of its default version. */
export interface PolicyReading extends Reading {
  policy: Policy;
  document: string | undefined;
}

/** Reads the policy that a plan names; undefined if it is not there (yet). Rejects with the SDK's error. */
export async function read({ plan }: RequestedPlan, client: Client): Promise<PolicyReading | undefined> {
  const call = onlyCall(plan);
  const PolicyArn = arnOf(call, planned.parse(call.parameters));
  const found = await unlessMissing(client.send(new GetPolicyCommand({ PolicyArn })), 'NoSuchEntity');
  if (!found?.Policy) return undefined;
  const version = { PolicyArn, VersionId: found.Policy.DefaultVersionId ?? 'v1' };
  const read = await unlessMissing(client.send(new GetPolicyVersionCommand(version)), 'NoSuchEntity');
  return read?.PolicyVersion && policyReading(found.Policy, PolicyArn, read.PolicyVersion.Document);
}

function policyReading(policy: Policy, arn: string, encoded: string | undefined): PolicyReading {
  const document = decodedDocument(encoded);
  return {
    arn,
    ...(policy.PolicyId !== undefined && { id: policy.PolicyId }),
    ...(policy.CreateDate && { createdAt: policy.CreateDate.toISOString() }),
    tags: tagMap(policy.Tags),
    properties: asJson({ ...policy, PolicyDocument: document }),
    ...{ policy, document },
  };
}
