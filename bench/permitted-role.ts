import type { RequestType } from './answers.ts';

const bucket = 'arn:aws:s3:::payments-out/*';

function policy(PolicyName: string, Action: string) {
  const Statement = [{ Effect: 'Allow', Action, Resource: bucket }];
  return { PolicyName, PolicyDocument: { Version: '2012-10-17', Statement } };
}

/** The example of a role with two inline policies and one attached: the policy that the example of a policy creates. */
export function permittedRole(types: readonly RequestType[]): RequestType[] {
  return types
    .filter(({ type }) => type === 'iam-role')
    .map((role) => ({
      ...role,
      label: 'iam-role with policies',
      example: {
        ...role.example,
        parameters: {
          ...role.example.parameters,
          Policies: [policy('read-bucket', 's3:GetObject'), policy('write-bucket', 's3:PutObject')],
          ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/requested/payments-queue-jobs'],
        },
      },
    }));
}
