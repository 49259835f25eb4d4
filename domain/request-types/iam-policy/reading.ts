import type { Policy } from '@aws-sdk/client-iam';
import { sameDocument } from '../../aws/document-comparison.ts';
import { asJson, type Reading, sameTags, sameText, tagMap } from '../../aws/read-back.ts';
import type { PlannedPolicy } from './plan.ts';

/** A policy and its document as they were read, beside what was planned. */
export function policyReading(
  read: Policy,
  document: string | undefined,
  policy: PlannedPolicy,
  arn: string,
): Reading {
  const tags = tagMap(read.Tags);
  return {
    arn,
    tags,
    properties: asJson({ ...read, PolicyDocument: document }),
    matches: {
      PolicyName: read.PolicyName === policy.PolicyName,
      Path: read.Path === policy.Path,
      PolicyDocument: sameDocument(policy.PolicyDocument, document),
      Description: sameText(policy.Description, read.Description),
      Tags: sameTags(policy.Tags, tags),
    },
  };
}
