import { expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { resourcesOf } from '../support/resources.ts';
import type { Running } from '../support/running.ts';
import { aName, submission } from '../support/submissions.ts';

/** The ARN of something that is asked for, approved and created. */
async function created(client: Client, body: object): Promise<string> {
  const { id } = await client.pending(body);
  for (const user of ['U0BOB', 'U0CAROL']) await client.click(id, { user, action: 'approve' });
  const { result } = await client.reaches(id, 'created');
  return result?.arn ?? '';
}

/** A request that builds on what was requested before. */
export function referenceSuite(stack: Running): void {
  test('a profile gets a role and a policy that were requested before, and a policy of AWS’s own', async () => {
    const { client } = stack;
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'rolesanywhere.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          Condition: {
            ArnEquals: {
              'aws:SourceArn':
                'arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
            },
          },
        },
      ],
    };
    const role = submission('iam-role');
    const roleArn = await created(client, {
      ...role,
      parameters: { ...role.parameters, AssumeRolePolicyDocument: trust },
    });
    const policyArn = await created(client, submission('iam-policy'));
    const name = aName();
    const managedPolicyArns = [policyArn, 'arn:aws:iam::aws:policy/ReadOnlyAccess'];
    const { id } = await client.pending({
      ...submission('rolesanywhere-profile'),
      parameters: { name, roleArns: [roleArn], managedPolicyArns },
    });
    for (const user of ['U0BOB', 'U0CAROL']) await client.click(id, { user, action: 'approve' });
    await client.reaches(id, 'created');
    expect(resourcesOf(await client.resources(), 'rolesanywhere-profile', id)).toEqual([
      expect.objectContaining({ name, roleArns: [roleArn], managedPolicyArns }),
    ]);
  });
}
