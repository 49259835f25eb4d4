import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationMistakes } from '../../../lib/synthesis/check-configuration.ts';
import { loadConfiguration } from '../../../lib/synthesis/load-configuration.ts';
import { temporaryFolder } from '../synthesized.ts';

const good = {
  slack: { team: 'T0TEAM', app: 'A0APP', channel: 'C0CHANNEL' },
  approvals: [{ when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 1, window: '72h' }],
  guardrails: { path: '/requested/', permissionsBoundary: 'default' },
  audit: { objectLock: { mode: 'compliance', days: 365 } },
};
const file = (text: string) => {
  const path = join(temporaryFolder(), 'config.mjs');
  writeFileSync(path, text);
  return path;
};
const written = (configuration: object) => file(`export default ${JSON.stringify(configuration)}`);

/** The sentences without the path that each begins with. */
async function sentencesFor(path: string): Promise<string[]> {
  const error: unknown = await loadConfiguration(path).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigurationMistakes)) throw error;
  for (const sentence of error.sentences) expect(sentence.startsWith(`${path}: `)).toBe(true);
  return error.sentences.map((sentence) => sentence.slice(path.length + 2));
}

describe('loading a configuration', () => {
  test('fills in the defaults', async () => {
    const configuration = await loadConfiguration(written(good));
    expect(configuration).toMatchObject({ ...good, settleSeconds: 120, requesters: { default: 'anyone' } });
  });

  test('takes the one that comes with the repository', async () => {
    await expect(loadConfiguration('countersign.config.ts')).resolves.toMatchObject({
      slack: { channel: 'C0APPROVALS' },
    });
  });

  test('says each mistake in a sentence of its own, where it is', async () => {
    const [rule] = good.approvals;
    const mistaken = {
      ...good,
      slack: { ...good.slack, channel: 'approvals' },
      approvals: [
        { ...rule, when: { type: 'iam-role' }, window: '15d' },
        { ...rule, quorum: 0 },
      ],
      settleSecond: 5,
    };
    expect(await sentencesFor(written(mistaken))).toEqual([
      'slack.channel: a Slack channel id looks like C0APPROVALS.',
      'approvals[0].window: a window is hours or minutes, such as 72h or 30m.',
      'approvals[1].quorum: Too small: expected number to be >=1.',
      'the configuration: Unrecognized key: "settleSecond".',
    ]);
  });

  test('says of a value with several forms what is wrong with the closest', async () => {
    const approvals = [{ ...good.approvals[0], approvers: [{ user: 'bob' }] }];
    expect(await sentencesFor(written({ ...good, approvals }))).toEqual([
      'approvals[0].approvers[0].user: a Slack user id looks like U0ALICE.',
    ]);
  });

  test.each([
    [
      undefined,
      "audit: choose objectLock: { mode: 'governance' | 'compliance', days }, or { bucket, key } of another account; " +
        'there is no default, since nobody can undo compliance mode.',
    ],
    [
      { objectLock: { days: 30 } },
      "audit.objectLock.mode: 'governance' or 'compliance'; there is no default.",
    ],
    [{ objectLock: { mode: 'governance' } }, 'audit.objectLock.days: whole days; there is no default.'],
    [{ bucket: 'theirs', key: 'alias/audit' }, 'audit.key: the ARN of a KMS key.'],
  ])('asks in one sentence for what of the archive must be chosen: %j', async (audit, sentence) => {
    expect(await sentencesFor(written({ ...good, audit }))).toEqual([sentence]);
  });

  test('says when the last rule leaves requests without approvers', async () => {
    const approvals = [{ ...good.approvals[0], when: { risk: ['high'] } }];
    expect(await sentencesFor(written({ ...good, approvals }))).toEqual([
      'approvals: the last approval rule must match everything (when: "any"), or a request could find no approver.',
    ]);
  });

  test('says when there is no configuration in the file', async () => {
    expect(await sentencesFor(file('export const configuration = {}'))).toEqual([
      'there is no "export default", which is the configuration.',
    ]);
  });

  test('says when the file is missing or no JavaScript', async () => {
    expect(await sentencesFor('/nowhere/config.mjs')).toEqual([
      expect.stringMatching(/^it cannot be loaded: /),
    ]);
    expect(await sentencesFor(file('export default {'))).toEqual([
      expect.stringMatching(/^it cannot be loaded: /),
    ]);
  });
});
