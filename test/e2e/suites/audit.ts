import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { countersign } from '../../support/command.ts';
import { temporaryFolder } from '../../support/exported.ts';
import { closeDigest } from '../support/archive.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const audit = (...args: string[]) => countersign(['audit', ...args]);

/** Late in its file: what the auditor's tool says of all that happened before. */
export function auditSuite(stack: Running): void {
  describe('to an auditor', () => {
    test('whatever happened is proven, by the stack and by an export of it', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.click(id, { user: 'U0BOB', action: 'deny', reason: 'Not before the audit is over.' });
      await client.reaches(id, 'denied');
      await closeDigest(client);
      const local = ['--local', client.url];

      const verified = await audit('verify', ...local);
      expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/^sound: /)]);
      const shown = await audit('show', id, ...local);
      expect(shown.out).toMatch(/because: Not before the audit is over\.\nThe chain of \d events holds/);
      const found = await audit('find', '--status', 'denied', ...local);
      expect(found.out).toContain(id);

      const { folder, remove } = temporaryFolder();
      const exported = join(folder, 'export');
      try {
        expect(await audit('export', '--out', exported, ...local)).toMatchObject({ code: 0 });
        const { code, out } = await audit('verify', '--offline', exported);
        // What the reconciler did since is archived at any moment.
        expect([code, out.split(';')[0]]).toEqual([0, verified.out.split(';')[0]]);
      } finally {
        remove();
      }
    });
  });
}
