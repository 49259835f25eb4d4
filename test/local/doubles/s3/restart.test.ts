import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { newS3 } from './double.ts';

const directory = mkdtempSync(join(tmpdir(), 'countersign-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('versions, delete markers, retentions and deletions are there again after a restart', async () => {
  const path = join(directory, 'objects');
  const before = newS3({ path });
  await before.put('a', 'one', { Metadata: { signature: 's' } });
  await before.put('a', 'zwei\nund drei');
  await before.put('large', 'x'.repeat(5_000_000));
  await before.call('DeleteObject', { Key: 'gone' });
  const { VersionId } = await before.put('lost');
  await before.call('DeleteObject', { Key: 'lost', VersionId, BypassGovernanceRetention: true });
  const retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date('2030-01-01T00:00:00Z') };
  await before.call('PutObjectRetention', { Key: 'a', Retention: retention });
  before.close();
  const after = newS3({ path });
  expect(await after.call('ListObjectVersions')).toEqual(await before.call('ListObjectVersions'));
  expect(await after.call('HeadObject', { Key: 'a' })).toMatchObject({ ObjectLockMode: 'COMPLIANCE' });
  expect(await after.read('a')).toBe('zwei\nund drei');
  expect(await after.read('large')).toHaveLength(5_000_000);
  after.close();
});

test('a record that was being written when the process died is forgotten, and writing goes on', async () => {
  const path = join(directory, 'torn');
  const first = newS3({ path });
  await first.put('a', 'one');
  first.close();
  const { size } = statSync(path);
  for (const torn of [
    '{"kind":"obj',
    `${JSON.stringify({ kind: 'marker', bucket: 'audit', key: 'b', version: 'v', modified: '' })}\n`,
  ]) {
    appendFileSync(path, torn);
    const next = newS3({ path });
    expect(statSync(path).size).toBe(size);
    expect(await next.read('a')).toBe('one');
    next.close();
  }
  const last = newS3({ path });
  await last.put('b', 'two');
  expect(await last.read('b')).toBe('two');
  last.close();
});
