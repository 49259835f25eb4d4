import { type IAMClient, ListPoliciesCommand, type Policy } from '@aws-sdk/client-iam';
import type { PlannedPolicy } from '../request-types/iam-policy.ts';
import { type Check, nameTaken } from '../request-types/inspection.ts';
import { readPolicy } from '../request-types/pins.ts';
import { sameDocument } from './document-comparison.ts';
import { asJson, type Reading, sameTags, sameText, tagMap } from './read-back.ts';

type Client = Pick<IAMClient, 'send'>;

/** The policy of the account that has this name, ignoring case and path as IAM does; without its tags. */
export async function namesakeOf(name: string, client: Client): Promise<Policy | undefined> {
  let marker: string | undefined;
  do {
    const page = await client.send(
      new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1000, Marker: marker }),
    );
    const namesake = page.Policies?.find((policy) => policy.PolicyName?.toLowerCase() === name.toLowerCase());
    if (namesake) return namesake;
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
  return undefined;
}

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

/** Whether a policy of the account has the name already; a list shows no tags, so that it is read once more. */
export async function policyNameCheck(name: string, requestId: string, iam: Client): Promise<Check> {
  const namesake = await namesakeOf(name, iam);
  if (namesake?.Arn === undefined) return {};
  const read = await readPolicy(namesake.Arn, iam);
  return read ? nameTaken('policy', read.Arn, tagMap(read.Tags), requestId) : {};
}
