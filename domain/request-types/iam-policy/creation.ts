import {
  CreatePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  type Policy,
} from '@aws-sdk/client-iam';
import { decodedDocument } from '../../aws/document-comparison.ts';
import { iamFailures } from '../../aws/failure-tables.ts';
import { classifyFailure, unlessMissing } from '../../aws/failures.ts';
import { namesakeOf } from '../../aws/managed-policies.ts';
import { sightingOf } from '../../aws/read-back.ts';
import type { Creation, Sighting } from '../request-type.ts';
import { arnOf, planned } from './plan.ts';
import { policyReading } from './reading.ts';

type Client = Pick<IAMClient, 'send'>;

export const iamPolicyCreation: Creation<Client> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreatePolicyCommand(planned.parse(call.parameters)));
    return answer.Policy?.Arn;
  },
  async find(call, requestId, client) {
    const policy = planned.parse(call.parameters);
    const arn = arnOf(call, policy);
    const found = await unlessMissing(client.send(new GetPolicyCommand({ PolicyArn: arn })), 'NoSuchEntity');
    if (!found?.Policy) return otherThan(arn, await namesakeOf(policy.PolicyName, client));
    const version = { PolicyArn: arn, VersionId: found.Policy.DefaultVersionId ?? 'v1' };
    const read = await unlessMissing(client.send(new GetPolicyVersionCommand(version)), 'NoSuchEntity');
    if (!read?.PolicyVersion) return { kind: 'absent' };
    const document = decodedDocument(read.PolicyVersion.Document);
    return sightingOf(requestId, policyReading(found.Policy, document, policy, arn));
  },
  classify: (error) => classifyFailure(error, iamFailures),
};

/** Names are unique ignoring case and path, so that somebody else may have this one under another ARN. */
function otherThan(arn: string, namesake: Policy | undefined): Sighting {
  if (namesake?.Arn === undefined || namesake.Arn === arn) return { kind: 'absent' };
  return { kind: 'foreign', arn: namesake.Arn, owner: 'unknown' };
}
