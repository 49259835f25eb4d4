import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { end, run, type Started } from '../../local/start/process.ts';
import { unpackRelease } from '../../support/release.ts';
import { chainOf, closeDigest, openArchive } from '../support/archive.ts';
import { recomputed } from '../support/canonical.ts';
import { Client } from '../support/client.ts';
import { submission } from '../support/submissions.ts';

const lastRelease = '0.1.0';
const packed = new URL(`../../fixtures/releases/${lastRelease}.json.zst`, import.meta.url);

/** What a restart may find of a request that was approved. */
const fromApproval = ['approved', 'created'];

/** A stack that keeps everything in a directory: first the last release, then what is deployed over it, killed at odd moments. */
export function restartSuite(stack: { assembly: string; configuration: string }): void {
  describe('after SIGKILL', () => {
    let directory: string;
    let data: string;
    let before: Client;
    let running: Started | undefined;
    beforeAll(() => {
      directory = mkdtempSync(join(tmpdir(), 'countersign-restarts-'));
      data = join(directory, 'data');
      unpackRelease(readFileSync(packed), join(directory, 'released'));
    });
    afterAll(async () => {
      if (running?.child.exitCode === null && running.child.signalCode === null)
        await end(running, 'SIGKILL');
      rmSync(directory, { recursive: true });
    });
    const started = async (script: string, ...args: string[]): Promise<Client> => {
      running = await run(script, ...args);
      expect([running.errors, running.url]).toEqual(['', expect.stringMatching(/^http/)]);
      return new Client(running.url ?? '');
    };
    const served = (assembly = stack.assembly) =>
      started('test/local/start/serve-assembly.ts', assembly, data);
    const kill = async () => {
      if (running) await end(running, 'SIGKILL');
    };
    const approve = (client: Client, id: string) => client.click(id, { user: 'U0BOB', action: 'approve' });

    test(`on release ${lastRelease}, requests of every type are approved on the card they had, by as many as both rules want, and created`, async () => {
      const old = await served(join(directory, 'released'));
      const waiting = await Promise.all(requestTypeNames.map((type) => old.pending(submission(type))));
      await Promise.all(waiting.map(({ id }) => old.card(id)));
      const underway = await old.submit(submission('iam-policy'));
      await kill();

      before = await served();
      await before.reconcile();
      await before.reaches(underway.id, 'pending');
      for (const { id } of [...waiting, underway]) {
        await approve(before, id);
        const { quorum, status } = await before.view(id);
        if (status === 'pending') {
          expect(quorum).toEqual({ counted: 1, required: 2 });
          await before.click(id, { user: 'U0CAROL', action: 'approve' });
        }
        await before.reaches(id, 'created');
        const trail = await before.trail(id);
        expect(recomputed(trail)).toEqual({ ...trail.chain, valid: true });
        expect(await before.cards(id)).toHaveLength(1);
      }
    }, 120_000);

    test('while waiting, just submitted, just approved or being denied: every request is where it was or further', async () => {
      const waiting = await before.pending(submission());
      const approved = await before.pending(submission('rolesanywhere-profile'));
      const denied = await before.pending(submission());
      await Promise.all([before.card(waiting.id), before.card(denied.id)]);
      const [submitted] = await Promise.all([before.submit(submission()), approve(before, approved.id)]);
      const unanswered = before
        .click(denied.id, { user: 'U0BOB', action: 'deny', reason: 'Killed on the way' })
        .catch(() => undefined);
      await kill();
      await unanswered;

      const between = await served();
      expect(['submitted', 'pending']).toContain((await between.view(submitted.id)).status);
      expect(fromApproval).toContain((await between.view(approved.id)).status);
      expect((await between.view(waiting.id)).status).toBe('pending');
      expect(['pending', 'denied']).toContain((await between.view(denied.id)).status);
      await between.reconcile();
      await between.reaches(submitted.id, 'pending');
      await approve(between, waiting.id);
      await kill();

      const after = await started(
        'local/start.ts',
        '--port',
        '0',
        '--data',
        data,
        '--config',
        stack.configuration,
      );
      expect(fromApproval).toContain((await after.view(waiting.id)).status);
      await after.reconcile();
      await approve(after, submitted.id);
      for (const { id } of [waiting, approved, submitted]) {
        await after.reaches(id, 'created');
        const trail = await after.trail(id);
        expect(recomputed(trail)).toEqual({ ...trail.chain, valid: true });
        expect(trail.events.filter((event) => event.type === 'resource.created')).toHaveLength(1);
        expect(await after.cards(id)).toHaveLength(1);
        const resources = Object.values(await after.resources()).flat();
        expect(resources.filter((each) => JSON.stringify(each).includes(id))).toHaveLength(1);
      }
      await closeDigest(after);
      const digests = await (await openArchive(after)).digests();
      for (const { id } of [waiting, approved, submitted, denied]) {
        const { chain } = await after.trail(id);
        expect(chainOf(digests, id)).toEqual({ requestId: id, length: chain.length, head: chain.head });
      }
    }, 240_000);

    test('Ctrl-C ends the stack before it gives up waiting, which would be exit code 1', async () => {
      expect(running && (await end(running, 'SIGINT'))).toBe(0);
    });
  });
}
