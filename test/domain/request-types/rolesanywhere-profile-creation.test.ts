import { describe, expect, test } from '@jest/globals';
import { onlyCall } from '../../../domain/request-types/planned-call.ts';
import type { Clue } from '../../../domain/request-types/request-type.ts';
import { rolesAnywhereProfileCreation } from '../../../domain/request-types/rolesanywhere-profile/creation.ts';
import { inShort, requestFor } from './plan-context.ts';
import { type Answer, refusal, rolesAnywhereClient } from './sdk-clients.ts';

const request = requestFor('rolesanywhere-profile', {
  sessionPolicy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } },
  managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
});
const call = onlyCall(request.plan);

function profile(profileArn: string, changes: object = {}): object {
  const { tags: _, ...planned } = call.parameters;
  return { ...planned, profileArn, profileId: profileArn, createdAt: new Date(0), ...changes };
}

/** Pages of profiles; the profile `ours` carries this request's tags, `gone` was deleted meanwhile, others have none. */
function account(...pages: object[][]): Answer {
  return (operation, input) => {
    if (operation === 'ListProfiles')
      return pageOf(pages, 'nextToken' in input ? Number(input.nextToken) : 0);
    const arn = 'resourceArn' in input ? input.resourceArn : '';
    if (operation === 'GetProfile') return { profile: pages.flat().find(isCalled(input)) };
    if (arn === 'gone') throw refusal('ResourceNotFoundException');
    return { tags: arn === 'ours' ? call.parameters.tags : [] };
  };
}

function pageOf(pages: object[][], index: number): object {
  return { profiles: pages[index], nextToken: index + 1 < pages.length ? String(index + 1) : undefined };
}

function isCalled(input: object): (profile: object) => boolean {
  return (profile) => Reflect.get(profile, 'profileId') === Reflect.get(input, 'profileId');
}

const find = (answer: Answer, clue: Clue = {}) => {
  const { client, sent } = rolesAnywhereClient(answer);
  return rolesAnywhereProfileCreation.look(request, client, clue).then((sighting) => ({
    sighting: inShort(sighting),
    operations: sent.map(({ operation }) => operation),
  }));
};

describe('creating a profile', () => {
  test('sends the plan as it is, once, after a look', async () => {
    const { client, sent } = rolesAnywhereClient(() => ({ profile: profile('ours') }));
    expect(await rolesAnywhereProfileCreation.send(call, client)).toBe('ours');
    expect(sent).toEqual([{ operation: 'CreateProfile', input: call.parameters }]);
    expect(rolesAnywhereProfileCreation.lookFirst).toBe(true);
  });
});

describe('finding a profile', () => {
  test('of ours on any page, by its tag among those of its name', async () => {
    const pages = [
      [profile('other', { name: 'other' }), profile('namesake')],
      [profile('gone'), profile('ours')],
    ];
    const { sighting, operations } = await find(account(...pages));
    expect(sighting).toMatchObject({
      kind: 'ours',
      arn: 'ours',
      differences: [],
      properties: { createdAt: '1970-01-01T00:00:00.000Z', tags: call.parameters.tags },
    });
    expect(operations).toEqual([
      'ListProfiles',
      'ListTagsForResource',
      'ListProfiles',
      'ListTagsForResource',
      'ListTagsForResource',
    ]);
  });

  test('of which the ARN is known reads just that, with its tags', async () => {
    const { sighting, operations } = await find(account([profile('namesake'), profile('ours')]), {
      arn: 'ours',
    });
    expect(sighting).toMatchObject({ kind: 'ours', arn: 'ours', differences: [] });
    expect(operations).toEqual(['GetProfile', 'ListTagsForResource']);
  });

  test('that cannot be read yet, although it was just created', async () => {
    expect((await find(account([profile('gone')]), { arn: 'gone' })).sighting).toEqual({ kind: 'absent' });
  });

  test('among namesakes older than the first attempt reads no tags of these, clocks may be five minutes apart', async () => {
    const at = (createdAt: string) => ({ createdAt: new Date(createdAt) });
    const pages = [
      [profile('old', at('2026-11-02T08:54:59.000Z')), profile('new', at('2026-11-02T08:55:00.000Z'))],
      [profile('old', at('2020-01-01T00:00:00.000Z')), profile('ours', at('2026-11-02T09:00:01.000Z'))],
    ];
    const { sighting, operations } = await find(account(...pages), { since: '2026-11-02T09:00:00.000Z' });
    expect(sighting).toMatchObject({ kind: 'ours', arn: 'ours' });
    expect(operations.filter((operation) => operation === 'ListTagsForResource')).toHaveLength(2);
  });

  test('that is not there: others may have its name', async () => {
    expect((await find(account([profile('namesake')], []))).sighting).toEqual({ kind: 'absent' });
  });

  test.each([
    ['roleArns', { roleArns: [] }],
    ['durationSeconds', { durationSeconds: 900 }],
    ['enabled', { enabled: false }],
    ['managedPolicyArns', { managedPolicyArns: undefined }],
    ['sessionPolicy', { sessionPolicy: undefined }],
  ])('of ours, where %s differs', async (part, changes) => {
    const { sighting } = await find(account([profile('ours', changes)]));
    expect(sighting).toMatchObject({ kind: 'ours', differences: [part] });
  });
});
