import { spawnSync } from 'node:child_process';
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
      'slack.channel: it cannot be "approvals"; write a Slack channel id such as C0APPROVALS.',
      "approvals[0].window: it cannot be \"15d\"; write hours or minutes, such as '72h' or '30m', up to '336h' (14 days).",
      'approvals[1].quorum: it cannot be 0; write a whole number from 1 to 20.',
      'settleSecond: there is no such option; did you mean settleSeconds?',
    ]);
  });

  test('says of a value with several forms what is wrong with the closest', async () => {
    const approvals = [{ ...good.approvals[0], approvers: [{ user: 'bob' }] }];
    expect(await sentencesFor(written({ ...good, approvals }))).toEqual([
      'approvals[0].approvers[0].user: it cannot be "bob"; write a Slack user id such as U0ALICE.',
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
      "audit.objectLock.mode: write 'governance' or 'compliance'; there is no default.",
    ],
    [
      { objectLock: { mode: 'governance' } },
      'audit.objectLock.days: write a number of whole days; there is no default.',
    ],
    [
      { bucket: 'theirs', key: 'alias/audit' },
      'audit.key: it cannot be "alias/audit"; write the ARN of a KMS key.',
    ],
  ])('asks in one sentence for what of the archive must be chosen: %j', async (audit, sentence) => {
    expect(await sentencesFor(written({ ...good, audit }))).toEqual([sentence]);
  });

  test('says when the last rule leaves requests without approvers', async () => {
    const approvals = [{ ...good.approvals[0], when: { risk: ['high'] } }];
    expect(await sentencesFor(written({ ...good, approvals }))).toEqual([
      "approvals: the last rule must match everything (when: 'any'), or a request could find no approver; add one.",
    ]);
  });

  test('says when there is no configuration in the file', async () => {
    expect(await sentencesFor(file('export const configuration = {}'))).toEqual([
      'there is no "export default", which is the configuration.',
    ]);
  });

  test('says when the file is missing', async () => {
    expect(await sentencesFor('/nowhere/config.mjs')).toEqual([
      'there is no such file; write it, or name the one that you have.',
    ]);
  });
});

test.each([
  [
    'config.mjs',
    'export default {\n  a: 1\n  b: 2,\n};\n',
    /config\.mjs:3: it cannot be loaded: Unexpected identifier 'b'\.$/,
  ],
  [
    'config.ts',
    "export default {\n  a: 'open,\n};\n",
    /config\.ts:2: it cannot be loaded: Unterminated string constant\.$/,
  ],
  [
    'config.ts',
    'export default {\n  a: gruop(1),\n};\n',
    /config\.ts:2: it cannot be loaded: gruop is not defined\.$/,
  ],
  [
    'config.ts',
    "import a from './nowhere.ts';\nexport default a;\n",
    /config\.ts: it cannot be loaded: Cannot find module/,
  ],
])('a file that Node cannot load, %s, is told with its line where there is one: %j', (name, text, told) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  const loader = new URL('../../../lib/synthesis/load-configuration.ts', import.meta.url).href;
  const script = `import { loadConfiguration } from ${JSON.stringify(loader)};
    await loadConfiguration(process.argv[1]).catch((error) => console.log(error.message));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, path], {
    encoding: 'utf8',
  });
  expect(stdout.trim()).toMatch(told);
});
