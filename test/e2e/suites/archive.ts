import { createPublicKey, verify } from 'node:crypto';
import { GetPublicKeyCommand } from '@aws-sdk/client-kms';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import { chainOf, closeDigest, openArchive, sha256Of } from '../support/archive.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

/** What is said of events away from the database that holds them. */
export function archiveSuite(stack: Running): void {
  describe('the archive', () => {
    test('holds every event of a request as the API shows it, under a digest whose signature anybody can check', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.click(id, { user: 'U0BOB', action: 'approve' });
      await client.reaches(id, 'created');
      const closed = await closeDigest(client);
      const { events, chain } = await client.trail(id);
      const archive = await openArchive(client);
      const digests = await archive.digests();
      expect(chainOf(digests, id)).toEqual({ requestId: id, length: chain.length, head: chain.head });

      const listed = digests.flatMap(({ digest }) => digest.objects);
      const own = listed.filter(({ key }) => parseArchiveKey(key)?.requestId === id);
      const archived = await Promise.all(own.map(({ key }) => archive.get(key)));
      expect(archived.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')))).toEqual(events);
      expect(archived.map(({ bytes }) => sha256Of(bytes))).toEqual(own.map(({ sha256 }) => sha256));

      const { PublicKey = new Uint8Array() } = await archive.kms.send(
        new GetPublicKeyCommand({ KeyId: archive.outputs.AuditKeyArn }),
      );
      const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
      for (const [place, { digest, bytes, signature }] of digests.entries()) {
        expect(verify('sha256', bytes, key, Buffer.from(signature, 'base64'))).toBe(true);
        const before = digests[place - 1];
        expect(digest.previous?.sha256).toBe(before && sha256Of(before.bytes));
        expect(digest.previous?.signature).toBe(before?.signature);
      }
      const newest = digests.at(-1);
      expect(closed).toMatchObject({
        key: newest?.digest.key,
        signature: newest?.signature,
        period: newest?.digest.period,
      });
      expect(closed.objects).toBe(newest?.digest.objects.length);
    });

    test('closes a digest also when nothing happened, and gives up no version', async () => {
      const { client } = stack;
      const before = await closeDigest(client);
      const after = await closeDigest(client);
      expect(after.period.from).toBe(before.period.to);
      expect(after.objects).toBe(0);
      const { s3, digests, outputs } = await openArchive(client);
      const at = { Bucket: outputs.AuditBucket, Key: after.key };
      const { VersionId = '' } = await s3.send(new DeleteObjectCommand(at));
      expect((await digests()).map(({ digest }) => digest.key)).not.toContain(after.key);
      await s3.send(new DeleteObjectCommand({ ...at, VersionId }));
      expect((await digests()).at(-1)?.digest.key).toBe(after.key);
    });

    test('is told again what it could not take', async () => {
      const { client } = stack;
      const { id } = await client.pending(submission());
      await client.fault('s3', 'PutObject', 'error:AccessDenied', 50);
      const answer = await client.call('POST', '/_local/digest');
      await client.clearFaults();
      expect(answer.status).toBe(502);
      expect(answer.text).toContain('countersign-archive-events');
      await closeDigest(client);
      const { chain } = await client.trail(id);
      const { digests } = await openArchive(client);
      expect(chainOf(await digests(), id)?.length).toBe(chain.length);
      await client.call('POST', `/requests/${id}/cancel`);
    });
  });
}
