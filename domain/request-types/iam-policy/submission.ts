import { iamArn } from '../../aws/arns.ts';
import { iamTags, tagProblems, withRequestId } from '../../aws/tags.ts';
import {
  creatorDenials,
  grant,
  onlyTaggedRequests,
  readManagedPolicies,
  requestedArns,
  validateDocuments,
} from '../creator-permissions.ts';
import { defineSubmission } from '../define-submission.ts';
import { placeProblems } from '../paths.ts';
import type { PermissionContext, PolicyStatementData } from '../request-type.ts';
import { arnOf, parameters, planned } from './plan.ts';
import { removalPermissions } from './removal-permissions.ts';

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
  removalPermissions,
  listingPermissions: (place) => [
    listPolicies,
    grant('ReadPolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], iamArn(place, 'policy', '/', '*')),
  ],
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
