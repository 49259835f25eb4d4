import { describe, expect, test } from '@jest/globals';
import type { Statement } from '../../../local/template/statements.ts';
import { bucketName } from '../../support/audit-bucket.ts';
import { audited, findingsOf } from '../../support/audited.ts';
import { permit } from '../../support/permit.ts';

const bucket = `arn:aws:s3:::${bucketName}`;
const allow = (Action: string[], Resource: string): Statement => ({
  Effect: 'Allow',
  Action,
  Resource: [Resource],
});
const reads = allow(['s3:GetObject', 's3:GetObjectVersion'], `${bucket}/*`);
const missing = 'trail/20261102T10Z/ann/4.json';

/** What an auditor with these statements finds after something was done to a sound archive. */
async function findingsFor(
  statements: Statement[],
  change: (world: Awaited<ReturnType<typeof audited>>) => Promise<unknown> = async () => undefined,
) {
  const world = await audited();
  await change(world);
  permit(world.bucket.s3, statements);
  return findingsOf(world);
}

describe('an auditor', () => {
  test('who may list is told what is missing', async () => {
    const { codes } = await findingsFor(
      [reads, allow(['s3:ListBucket', 's3:ListBucketVersions'], bucket)],
      ({ bucket: archive }) => archive.destroy(missing),
    );
    expect(codes).toEqual([expect.stringMatching(`^object-missing .*${missing}`)]);
  });

  test('who may not list is told that S3 does not show it, and what holds besides', async () => {
    const { codes, proof } = await findingsFor(
      [reads, allow(['s3:ListBucketVersions'], bucket)],
      ({ bucket: archive }) => archive.destroy(missing),
    );
    expect(codes).toEqual([expect.stringMatching(`^archive-refused .*${missing}`)]);
    expect(proof).toMatchObject({ digests: 4, events: 12 });
  });

  test('is told of each digest and object that may not be read, and the rest is proven', async () => {
    const denied: Statement = { ...allow(['s3:Get*'], `${bucket}/trail/20261102T10Z/*`), Effect: 'Deny' };
    const { codes, proof } = await findingsFor([
      reads,
      allow(['s3:ListBucket', 's3:ListBucketVersions'], bucket),
      denied,
    ]);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(code).toMatch(/^archive-refused .*trail\/20261102T10Z/);
    expect(proof.digests).toBe(4);
  });

  test('who may not even list versions hears that nothing is proven', async () => {
    const { codes, proof } = await findingsFor([reads]);
    expect(codes).toEqual(
      expect.arrayContaining([`archive-refused ${bucketName}/digests/`, `no-digest ${bucketName}`]),
    );
    expect(proof.digests).toBe(0);
  });

  test('who may nothing at all hears it too, and verify ends', async () => {
    expect((await findingsFor([])).codes).toContain(`archive-refused ${bucketName}/digests/`);
  });
});
