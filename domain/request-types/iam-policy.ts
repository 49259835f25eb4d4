import {
  CreatePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  type Policy,
} from '@aws-sdk/client-iam';
import * as z from 'zod';
import { iamArn } from '../aws/arns.ts';
import { decodedDocument } from '../aws/document-comparison.ts';
import { iamFailures } from '../aws/failure-tables.ts';
import { classifyFailure, unlessMissing } from '../aws/failures.ts';
import { namesakeOf, policyNameCheck, policyReading } from '../aws/policy-reading.ts';
import { sightingOf } from '../aws/read-back.ts';
import { iamTags, tagProblems, withRequestId } from '../aws/tags.ts';
import type { PlannedCall } from '../plan.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  readManagedPolicies,
  requestedArns,
  validateDocuments,
} from './creator-permissions.ts';
import { defineSubmission } from './define-submission.ts';
import { documentCheck } from './document-check.ts';
import { documentField } from './documents.ts';
import * as fields from './iam-fields.ts';
import { type Inspect, inspectionOf } from './inspection.ts';
import { placeProblems } from './paths.ts';
import { onlyCall } from './planned-call.ts';
import type { Creation, PermissionContext, PolicyStatementData, Sighting } from './request-type.ts';

/** `CreatePolicyRequest` of IAM's model (API version 2010-05-08). */
const parameters = z.strictObject({
  PolicyName: fields.iamName(128).describe('Unique in the account, ignoring case and path.'),
  Path: fields.policyPath.optional(),
  PolicyDocument: documentField('What the policy allows.'),
  Description: fields.policyDescription.describe('Cannot be changed later.').optional(),
  Tags: fields.iamTagList.optional(),
});

/** What is sent: `CreatePolicyRequest` with everything filled in. */
const planned = z.strictObject({
  PolicyName: z.string(),
  Path: z.string(),
  PolicyDocument: z.string(),
  Description: z.string().exactOptional(),
  Tags: fields.plannedIamTags,
});
export type PlannedPolicy = z.output<typeof planned>;

function arnOf(call: PlannedCall, { Path, PolicyName }: PlannedPolicy): string {
  return iamArn(call, 'policy', Path, PolicyName);
}

function permissions(context: PermissionContext): PolicyStatementData[] {
  const policies = requestedArns('policy', context);
  return [
    grant('CreatePolicies', ['iam:CreatePolicy', 'iam:TagPolicy'], policies, onlyTaggedRequests),
    grant('FindPolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], policies),
    listPolicies,
    ...creatorDenials(context),
  ];
}

/** Lists have no resource to name; only this finds a name that is taken under another path. */
const listPolicies = /* @__PURE__ */ grant('ListPolicies', ['iam:ListPolicies'], '*');

export const iamPolicy = /* @__PURE__ */ defineSubmission({
  title: 'IAM policy',
  operation: 'CreatePolicy',
  parameters,
  planned,
  document: { kind: 'managed', field: 'PolicyDocument' },
  permissions,
  inspectionPermissions: (context) => [listPolicies, readManagedPolicies(context), validateDocuments],
  example: {
    justification: 'The payments service queues its jobs; ticket PAY-1235',
    parameters: {
      PolicyName: 'payments-queue-jobs',
      Description: 'Puts jobs into the queue of the payments service',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'QueueJobs',
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: 'arn:aws:sqs:us-east-1:111122223333:payments-jobs',
          },
        ],
      },
      Tags: [{ Key: 'team', Value: 'payments' }],
    },
  },
  problems: (submitted, context) => [
    ...placeProblems('PolicyName', submitted, context),
    ...tagProblems(submitted, iamTags, context),
  ],
  fill: (values, document, context) => ({
    PolicyName: values.PolicyName,
    Path: values.Path ?? context.guardrails.path,
    PolicyDocument: document,
    Description: values.Description,
    Tags: withRequestId(values.Tags, iamTags, context.requestId),
  }),
  findings: () => [],
  nameAndResource: (policy, call) => ({ name: policy.PolicyName, resource: arnOf(call, policy) }),
});

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

export const iamPolicyInspection: Inspect = (calls, requestId, { iam, accessAnalyzer }) => {
  const policy = planned.parse(onlyCall(calls).parameters);
  return inspectionOf(
    policyNameCheck(policy.PolicyName, requestId, iam),
    documentCheck('managed', policy.PolicyDocument, '/parameters/PolicyDocument', accessAnalyzer),
  );
};
