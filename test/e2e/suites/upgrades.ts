import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { type Stack, type StackOptions, startStack } from '../../../local/stack.ts';
import { unpackRelease } from '../../support/release.ts';
import { recomputed } from '../support/canonical.ts';
import { Client } from '../support/client.ts';
import { submission } from '../support/submissions.ts';

const lastRelease = '0.1.0';
const packed = new URL(`../../fixtures/releases/${lastRelease}.json.zst`, import.meta.url);

/** The last release, with requests in flight, and what is deployed over it. */
export function upgradeSuite(next: Pick<StackOptions, 'assembly' | 'configuration'>): void {
  describe(`deployed over release ${lastRelease}`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'countersign-upgrade-'));
    const released = join(directory, 'released');
    const data = join(directory, 'data');
    let running: Stack | undefined;
    beforeAll(() => unpackRelease(readFileSync(packed), released));
    afterAll(async () => {
      await running?.close();
      rmSync(directory, { recursive: true });
    });
    const deployed = async (options: Pick<StackOptions, 'assembly' | 'configuration'>): Promise<Client> => {
      await running?.close();
      running = await startStack({ port: 0, slackLimit: false, verbose: false, data, ...options });
      return new Client(running.url);
    };

    test('requests of every type are approved on the card they had, by as many as both rules want, and created', async () => {
      const before = await deployed({ assembly: released, configuration: 'countersign.config.ts' });
      const waiting = await Promise.all(requestTypeNames.map((type) => before.pending(submission(type))));
      await Promise.all(waiting.map(({ id }) => before.card(id)));
      const underway = await before.submit(submission('iam-policy'));

      const after = await deployed(next);
      await after.reconcile();
      await after.reaches(underway.id, 'pending');
      for (const { id } of [...waiting, underway]) {
        await after.click(id, { user: 'U0BOB', action: 'approve' });
        const { quorum, status } = await after.view(id);
        if (status === 'pending') {
          expect(quorum).toEqual({ counted: 1, required: 2 });
          await after.click(id, { user: 'U0CAROL', action: 'approve' });
        }
        await after.reaches(id, 'created');
        const trail = await after.trail(id);
        expect(recomputed(trail)).toEqual({ ...trail.chain, valid: true });
        expect(await after.cards(id)).toHaveLength(1);
      }
    }, 120_000);
  });
}
