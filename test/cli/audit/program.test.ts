import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { showRequest } from '../../../cli/audit/commands/show.ts';
import { chainOf, ownKey, strangersKey } from '../../support/audit-bucket.ts';
import { drafts, trusted } from '../../support/audited.ts';
import { countersign } from '../../support/command.ts';
import { exportTo, temporaryFolder } from '../../support/exported.ts';
import { Page } from '../../support/page.ts';
import { submitted, t } from '../../support/trails.ts';

const { folder, remove } = temporaryFolder();
const sound = join(folder, 'sound');

beforeAll(() => exportTo(sound, 'jsonl'));
afterAll(remove);

const audit = (...args: string[]) => countersign(['audit', ...args]);

describe('countersign audit', () => {
  test('ends with 0 and says what is proven, of what is sound', async () => {
    const { code, out, err } = await audit('verify', '--offline', sound);
    expect(out).toBe(
      `sound: 3 requests, 13 events, 4 digests; from ${t(0)} to ${t(240)}; ` +
        `signed by sha256:${trusted[0]?.fingerprint}; 1 object archived since, not proven yet\n`,
    );
    expect(err).toContain('compare its fingerprint');
    expect(code).toBe(0);
  });

  test('trusts only the keys that it is given', async () => {
    const write = (name: string, { publicKey }: typeof ownKey) => {
      const path = join(folder, name);
      appendFileSync(path, publicKey.export({ format: 'pem', type: 'spki' }));
      return path;
    };
    const [own, other] = [write('own.pem', ownKey), write('other.pem', strangersKey)];
    const withBoth = await audit('verify', '--offline', sound, '--public-key', other, own);
    expect(withBoth).toMatchObject({ code: 0, err: '' });
    const withOther = await audit('verify', '--offline', sound, '--public-key', other);
    expect(withOther.out.match(/^damage \(digest-signature\): .*$/gm)).toHaveLength(4);
    expect(withOther.out).toMatch(
      /^not sound, 4 findings; what holds: 3 requests, .* signed by no trusted key/m,
    );
    expect(withOther.code).toBe(1);
  });

  test('ends with 1 and a line for each finding, of what is not', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(sound, damaged, { recursive: true });
    appendFileSync(join(damaged, 'uncovered.jsonl'), 'x\u001b[2J\n');
    const { code, out } = await audit('verify', '--offline', damaged);
    expect(out.split('\n').slice(0, -2)).toEqual([
      'damage (file-altered): uncovered.jsonl: it is not the file that SHA256SUMS lists',
      expect.stringMatching(/^damage \(event-unreadable\): archived since .*, object 2: it is no event/),
    ]);
    expect(code).toBe(1);
  });

  test('writes JSON for programs', async () => {
    const { code, out } = await audit('verify', '--offline', sound, '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { sound: true, findings: [], proof: { requests: 3 } }]);
    const { err } = await audit('verify', '--offline', folder, '--json');
    expect(JSON.parse(err)).toEqual({
      error: { code: 'cannot-run', message: expect.stringContaining('no export') },
    });
  });

  test('ends with 2 and a reason if it cannot run', async () => {
    const failures = [
      [['verify', '--offline', folder], 'holds no export'],
      [['verify', '--offline', sound, '--public-key', join(folder, 'none')], 'cannot be read'],
      [['verify', '--offline', sound, '--public-key', join(sound, 'SHA256SUMS')], 'no public key in PEM'],
      [['verify', '--local', 'http://127.0.0.1:9'], 'No local stack answers'],
      [['verify', '--offline', sound, '--local'], 'cannot be used with'],
      [['show', '--local', 'an-id'], 'That is no address'],
      [['find', '--from', 'yesterday'], '2026-11-22'],
      [['find', '--status', 'sleepy'], 'Allowed choices'],
      [['export'], '--out'],
      [['forget'], 'unknown command'],
    ] as const;
    for (const [args, message] of failures) {
      const { code, err } = await audit(...args);
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  test('explains itself', async () => {
    const { code, out } = await audit('--help');
    expect(out).toMatch(/verify.*show.*export.*find/s);
    expect(code).toBe(0);
  });
});

describe('the story of a request', () => {
  function told(rows: readonly unknown[]) {
    const out = new Page();
    const isWhole = showRequest('ann', rows, { out, err: new Page() });
    return { isWhole, text: out.text };
  }

  test('says who did what when, and that its chain holds', () => {
    const { isWhole, text } = told(chainOf('ann', drafts.ann));
    expect(isWhole).toBe(true);
    expect(text).toMatch(/^Request ann: IAM role payments-deploy, created\n/);
    expect(text).toContain(`  1  ${t(5)}  alice@example.com (arn:`);
    expect(text).toContain(`  4  ${t(65)}  bob (U0BOB): approved sha256:`);
    expect(text).toMatch(/The chain of 5 events holds; its head is [0-9a-f]{64}\.\n$/);
  });

  test('says where the chain is broken, and shows what can be read', () => {
    const rows: unknown[] = chainOf('ann', drafts.ann);
    const { isWhole, text } = told(rows.with(2, { nothing: true }));
    expect(isWhole).toBe(false);
    expect(text).toContain('row 3 is no event that can be read');
    expect(text).toMatch(/The chain is broken at event 3: .*\n$/);
  });

  test('spells out characters that would move the cursor or hide text', () => {
    const justification = 'Please\u001b[2J approve\u202e this';
    const { text } = told(chainOf('ann', [submitted({ justification })]));
    expect(text).toContain('because: Please\\u001b[2J approve\\u202e this\n');
  });
});
