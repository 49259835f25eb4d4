import { describe, expect, test } from '@jest/globals';
import { iamPolicyCreation } from '../../../domain/request-types/iam-policy/creation.ts';
import { onlyCall } from '../../../domain/request-types/planned-call.ts';
import { context, inShort, requestFor } from './plan-context.ts';
import { type Answer, iamClient, refusal } from './sdk-clients.ts';

const request = requestFor('iam-policy');
const call = onlyCall(request.plan);
const Arn = 'arn:aws:iam::111122223333:policy/requested/payments-queue-jobs';
const Document = encodeURIComponent(String(call.parameters.PolicyDocument));

function answers(policy: object, version: object = { Document }): Answer {
  const { PolicyDocument: _, ...planned } = call.parameters;
  return (operation) =>
    operation === 'GetPolicy'
      ? { Policy: { ...planned, Arn, DefaultVersionId: 'v1', CreateDate: new Date(0), ...policy } }
      : { PolicyVersion: version };
}

const listing =
  (pages: object[]): Answer =>
  (operation) => {
    if (operation !== 'ListPolicies') throw refusal('NoSuchEntityException');
    return pages.shift() ?? {};
  };

const find = (answer: Answer) => {
  const { client, sent } = iamClient(answer);
  return iamPolicyCreation.look(request, client).then((sighting) => ({ sighting: inShort(sighting), sent }));
};

describe('creating a policy', () => {
  test('sends the plan as it is, once', async () => {
    const { client, sent } = iamClient(() => ({}));
    await iamPolicyCreation.send(call, client);
    expect(sent).toEqual([{ operation: 'CreatePolicy', input: call.parameters }]);
  });
});

describe('finding a policy', () => {
  test('of ours, exactly as planned, by its ARN', async () => {
    const { sighting, sent } = await find(answers({}));
    expect(sighting).toMatchObject({ kind: 'ours', arn: Arn, differences: [] });
    expect(sighting).toMatchObject({
      properties: { CreateDate: '1970-01-01T00:00:00.000Z', PolicyDocument: call.parameters.PolicyDocument },
    });
    expect(sent).toEqual([
      { operation: 'GetPolicy', input: { PolicyArn: Arn } },
      { operation: 'GetPolicyVersion', input: { PolicyArn: Arn, VersionId: 'v1' } },
    ]);
  });

  test('reads the version that is in force', async () => {
    const other = encodeURIComponent('{"Version":"2012-10-17","Statement":[]}');
    const { sighting, sent } = await find(answers({ DefaultVersionId: 'v2' }, { Document: other }));
    expect(sighting).toMatchObject({ kind: 'ours', differences: ['PolicyDocument'] });
    expect(sent[1]).toMatchObject({ input: { VersionId: 'v2' } });
  });

  test.each([
    ['Description', { Description: undefined }],
    ['Tags', { Tags: [{ Key: 'countersign:request-id', Value: context.requestId }] }],
  ])('of ours, where %s differs', async (part, changes) => {
    expect((await find(answers(changes))).sighting).toMatchObject({ kind: 'ours', differences: [part] });
  });

  test('of somebody else', async () => {
    expect((await find(answers({ Tags: [] }))).sighting).toEqual({
      kind: 'foreign',
      arn: Arn,
      owner: 'outside Countersign',
    });
  });

  test('that is not there: nobody else has the name either', async () => {
    const pages = [
      { Policies: [{ PolicyName: 'a', Arn: 'a' }], IsTruncated: true, Marker: 'm' },
      { Policies: [{ PolicyName: 'b', Arn: 'b' }], IsTruncated: false },
    ];
    const { sighting, sent } = await find(listing(pages));
    expect(sighting).toEqual({ kind: 'absent' });
    expect(sent.slice(1)).toMatchObject([
      { operation: 'ListPolicies', input: { Scope: 'Local' } },
      { operation: 'ListPolicies', input: { Scope: 'Local', Marker: 'm' } },
    ]);
  });

  test('whose name is taken under another path, in another case', async () => {
    const arn = 'arn:aws:iam::111122223333:policy/Payments-Queue-Jobs';
    const { sighting } = await find(
      listing([{ Policies: [{ PolicyName: 'Payments-Queue-Jobs', Arn: arn }] }]),
    );
    expect(sighting).toEqual({ kind: 'foreign', arn, owner: 'unknown' });
  });

  test('that is listed already but cannot be read yet', async () => {
    const listed = [{ Policies: [{ PolicyName: 'payments-queue-jobs', Arn }] }];
    expect((await find(listing(listed))).sighting).toEqual({ kind: 'absent' });
    const { sighting } = await find((operation, input) => {
      if (operation === 'GetPolicyVersion') throw refusal('NoSuchEntity');
      return answers({})(operation, input);
    });
    expect(sighting).toEqual({ kind: 'absent' });
  });
});
