import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPoliciesCommand,
  type Policy,
} from '@aws-sdk/client-iam';
import { decodedDocument } from './document-comparison.ts';
import { unlessMissing } from './failures.ts';

type Iam = Pick<IAMClient, 'send'>;

/** A managed policy, the account's own or AWS's; undefined where there is none. */
export async function readPolicy(arn: string, iam: Iam): Promise<Policy | undefined> {
  const read = await unlessMissing(iam.send(new GetPolicyCommand({ PolicyArn: arn })), 'NoSuchEntity');
  return read?.Policy;
}

/** What a version of a managed policy says, as JSON text; undefined where there is none. */
export async function readPolicyText(
  arn: string,
  VersionId: string | undefined,
  iam: Iam,
): Promise<string | undefined> {
  const read = await unlessMissing(
    iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId })),
    'NoSuchEntity',
  );
  return decodedDocument(read?.PolicyVersion?.Document);
}

/** The policy of the account that has this name, ignoring case and path as IAM does; without its tags. */
export async function namesakeOf(name: string, client: Iam): Promise<Policy | undefined> {
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
