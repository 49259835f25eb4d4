import { randomUUID } from 'node:crypto';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';

/** A name that no other request of this run asks for. */
export const aName = (stem = 'payments') => `${stem}-${randomUUID().slice(0, 8)}`;

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export function policyDocument(action: string, resource: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] };
}

const queue = policyDocument('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:payments-jobs');

const parameters: Record<RequestTypeName, (name: string) => object> = {
  'iam-role': (RoleName) => ({ RoleName, AssumeRolePolicyDocument: trust, Description: 'Runs payments' }),
  'iam-policy': (PolicyName) => ({ PolicyName, PolicyDocument: queue }),
  'rolesanywhere-profile': (name) => ({ name, roleArns: [], durationSeconds: 3600 }),
  'ram-permission': (name) => ({
    name,
    resourceType: 'imagebuilder:Component',
    policyTemplate: { Effect: 'Allow', Action: ['imagebuilder:GetComponent', 'imagebuilder:ListComponents'] },
  }),
};

/** A body for `POST /requests` of low risk, which one approver may decide. */
export function submission(type: RequestTypeName = 'iam-policy', name = aName()) {
  return { type, justification: 'The payments service needs it', parameters: parameters[type](name) };
}

/** A body for `POST /requests` of high risk, which takes two approvers. */
export function riskySubmission(name = aName()) {
  const parameters = { PolicyName: name, PolicyDocument: policyDocument('s3:*', '*') };
  return { type: 'iam-policy', justification: 'The backup service needs it', parameters };
}
