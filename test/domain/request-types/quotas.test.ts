import { describe, expect, test } from '@jest/globals';
import { defaultQuotas } from '../../../domain/aws/quotas.ts';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { exampleWith, listed, planned, withGuardrails } from './plan-context.ts';

const issuer = 'oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';

/** A trust policy of exactly so many characters. */
function trustOf(characters: number): string {
  const text = (filler: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { [`${issuer}:sub`]: filler } },
        },
      ],
    });
  return text('s'.repeat(characters - text('').length));
}

describe('the length of a trust policy', () => {
  const raised = withGuardrails({
    quotas: { ...defaultQuotas, trustPolicyLength: 4_096 },
  });
  const asked = (characters: number) =>
    exampleWith('iam-role', { AssumeRolePolicyDocument: trustOf(characters) });

  test.each([
    ['is 2,048 characters, as AWS gives every account', withGuardrails({}), 2_048],
    ['is as many as the configuration says', raised, 4_096],
  ])('%s', (_what, where, most) => {
    expect(listed(planned('iam-role', asked(most), where))).toEqual([]);
    expect(listed(planned('iam-role', asked(most + 1), where))).toEqual([
      'policy-too-large /AssumeRolePolicyDocument',
    ]);
  });

  test('is told with the name of the quota and of the setting', () => {
    expect(planned('iam-role', asked(2_049))).toMatchObject({
      problems: [
        {
          detail: expect.stringMatching(
            /AWS accepts 2048\. Shorten it by 1\. .*L-C07B4B0D.*guardrails\.quotas\.trustPolicyLength/,
          ),
        },
      ],
    });
  });

  test('raises no other limit', () => {
    const Resource = `arn:aws:s3:::${'b'.repeat(6_200)}`;
    const Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource };
    const PolicyDocument = { Version: '2012-10-17', Statement };
    expect(listed(planned('iam-policy', exampleWith('iam-policy', { PolicyDocument }), raised))).toEqual([
      'policy-too-large /PolicyDocument',
    ]);
  });

  test('is the local account’s as well', () => {
    const sources = { clock: () => new Date(), newId: () => '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0' };
    const input = { RoleName: 'r', AssumeRolePolicyDocument: trustOf(4_096) };
    expect(() => new Iam(sources).call('CreateRole', input)).toThrow('ACLSizePerRole: 2048');
    const quotas = { ...defaultQuotas, trustPolicyLength: 4_096 };
    expect(new Iam({ ...sources, quotas }).call('CreateRole', input)).toMatchObject({ Role: {} });
  });
});
