import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../domain/json.ts';
import { inspections } from '../../../domain/request-types/inspections.ts';
import { AccessAnalyzer } from '../../../local/doubles/access-analyzer.ts';
import { boundaryArn } from '../../local/doubles/aws-clients.ts';
import { type Account, sessionPolicy, startAccount } from './inspected-account.ts';
import { callOf, context, withGuardrails } from './plan-context.ts';

let aws: Account;
beforeAll(async () => {
  aws = await startAccount();
});
afterAll(() => aws.stop());

const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const taken = 'arn:aws:iam::111122223333:policy/legacy/taken';
const create = () => callOf('iam-role', {}, withGuardrails({ permissionsBoundary: boundaryArn }));
const call = (operation: string, parameters: JsonObject) => ({ ...create(), operation, parameters });
const attach = (PolicyArn: string) => call('AttachRolePolicy', { RoleName: 'payments-deploy', PolicyArn });
const put = (PolicyName: string, PolicyDocument: string) =>
  call('PutRolePolicy', { RoleName: 'payments-deploy', PolicyName, PolicyDocument });
const inspectRole = (...more: ReturnType<typeof call>[]) =>
  inspections['iam-role']([create(), ...more], context.requestId, aws);

describe('the policies of a role', () => {
  test('are read where they are attached, and so is a boundary of one’s own: as pinned', async () => {
    const { rejections, pins, documents } = await inspectRole(attach(readOnly), attach(taken));
    expect(rejections).toEqual([]);
    expect(pins.map(({ resource }) => resource)).toEqual(
      [boundaryArn, readOnly, taken].flatMap((arn) => [arn, `${arn}#id`]),
    );
    expect(documents.map(({ arn }) => arn)).toEqual([boundaryArn, readOnly, taken]);
    expect(documents[2]?.document).toEqual(JSON.parse(sessionPolicy));
  });

  test('are read as their default version says, which is what is pinned', async () => {
    const changed = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
    await aws.doubles.iam.call('CreatePolicy', { PolicyName: 'changing', PolicyDocument: sessionPolicy });
    const arn = 'arn:aws:iam::111122223333:policy/changing';
    await aws.doubles.iam.call('CreatePolicyVersion', {
      PolicyArn: arn,
      PolicyDocument: JSON.stringify(changed),
      SetAsDefault: true,
    });
    const { pins, documents } = await inspectRole(attach(arn));
    expect(pins).toContainEqual({ resource: arn, version: 'v2' });
    expect(documents).toContainEqual({ arn, document: changed });
  });

  test('reject the request where they do not exist, naming each', async () => {
    const nothing = 'arn:aws:iam::111122223333:policy/requested/nothing';
    const { rejections } = await inspectRole(attach(readOnly), attach(nothing));
    const message = `/parameters/ManagedPolicyArns/1 names ${nothing}, which does not exist or cannot be attached.`;
    expect(rejections).toEqual([{ code: 'no-such-policy', message }]);
  });

  test('are each held against Access Analyzer', async () => {
    const wrong = sessionPolicy.replace('s3:*', 's3:GetObjects');
    const error = { findingType: 'ERROR', issueCode: 'INVALID_ACTION', locations: [] } as const;
    const texts = { findingDetails: 'The action does not exist.', learnMoreLink: 'https://example.com' };
    aws.doubles.accessanalyzer = new AccessAnalyzer(({ policyDocument, policyType }) =>
      policyDocument === wrong && policyType === 'IDENTITY_POLICY' ? [{ ...error, ...texts }] : [],
    );
    const { rejections } = await inspectRole(put('fine', sessionPolicy), put('wrong', wrong));
    expect(rejections).toEqual([
      { code: 'policy-errors', message: expect.stringContaining('/parameters/Policies/1/PolicyDocument') },
    ]);
    expect(rejections[0]?.message).not.toContain('/parameters/Policies/0');
  });
});
