import { describe, expect, test } from '@jest/globals';
import { Archive, sha256 } from '../support/archive.ts';

const start = '2026-11-02T09:00:00.000Z';
const tenPast = 600;

/** An archive that has been closed once, at ten past nine, and holds three events of two requests since. */
async function begun() {
  const archive = new Archive();
  archive.clock.pass(tenPast);
  await archive.close();
  await archive.deliver(archive.store('b'), archive.store('a'), archive.store('b'));
  return archive;
}

describe('the first digest', () => {
  test('covers the hour before, follows none and counts from nothing', async () => {
    const archive = new Archive();
    archive.clock.pass(tenPast);
    await archive.close();
    const [first, ...more] = await archive.digests();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      ...{ account: '111122223333', region: 'us-east-1', table: 'AuditTrail', previous: null },
      period: { from: '2026-11-02T08:00:00.000Z', to: start },
      key: 'digests/20261102T080000.000Z.json',
      closedAt: '2026-11-02T09:10:00.000Z',
      ...{ objects: [], chains: [] },
      counts: { totalEvents: 0, totalRequests: 0, totalAlterations: 0 },
    });
  });
});

describe('a digest', () => {
  test('lists what was archived in its hour, by request and number, with where each chain ends', async () => {
    const archive = await begun();
    archive.clock.pass(3600);
    const { closed } = await archive.close();
    const [, digest] = await archive.digests();
    const keys = ['a/1', 'b/1', 'b/2'].map((name) => `trail/20261102T09Z/${name}.json`);
    expect(digest?.objects.map(({ key }) => key)).toEqual(keys);
    for (const { key, sha256: hash } of digest?.objects ?? []) {
      expect(hash).toBe(sha256((await archive.read(key)).bytes));
    }
    expect(digest?.chains).toEqual([
      { requestId: 'a', length: 1, head: archive.heads.get('a')?.hash },
      { requestId: 'b', length: 2, head: archive.heads.get('b')?.hash },
    ]);
    expect(digest?.counts).toEqual({
      ...{ events: 3, requests: 2, alterations: 0 },
      ...{ totalEvents: 3, totalRequests: 2, totalAlterations: 0 },
    });
    expect(closed).toMatchObject([{ key: digest?.key, objects: 3, period: digest?.period }]);
    expect(archive.metrics.sum('DigestsClosed')).toBe(2);
  });

  test('is written of an hour in which nothing happened', async () => {
    const archive = await begun();
    for (const _hour of [1, 2, 3]) {
      archive.clock.pass(3600);
      await archive.close();
    }
    expect((await archive.digests()).map(({ objects }) => objects.length)).toEqual([0, 3, 0, 0]);
  });

  test('is written of each hour that was missed, in order', async () => {
    const archive = await begun();
    archive.clock.pass(30 * 3600);
    const { closed } = await archive.close();
    expect(closed).toHaveLength(30);
    const digests = await archive.digests();
    expect(digests.map(({ objects }) => objects.length)).toEqual([0, 3, ...Array(29).fill(0)]);
  });

  test('of missed hours is continued by the next run where one has no time left', async () => {
    const archive = await begun();
    archive.clock.pass(30 * 3600);
    archive.desk.before('kms:Sign', async () => archive.clock.pass(700));
    expect((await archive.close()).closed).toHaveLength(1);
    expect((await archive.close()).closed).toHaveLength(29);
    expect(await archive.digests()).toHaveLength(31);
  });

  test('is not written again for the same hour, nor for one that has not ended', async () => {
    const archive = await begun();
    archive.clock.pass(3600);
    await archive.close();
    expect(await archive.close()).toEqual({ closed: [] });
    archive.clock.pass(2999);
    expect(await archive.close()).toEqual({ closed: [] });
    archive.clock.pass(1);
    expect((await archive.close()).closed).toHaveLength(1);
  });

  test('covers what arrives up to a day late, once', async () => {
    const archive = await begun();
    const late = archive.store('late');
    archive.clock.pass(23 * 3600);
    await archive.close();
    await archive.deliver(late);
    for (const _hour of [1, 2, 3]) {
      archive.clock.pass(3600);
      await archive.close();
    }
    const listing = (await archive.digests()).flatMap(({ objects }, index) =>
      objects.some(({ key }) => key === 'trail/20261102T09Z/late/1.json') ? [index] : [],
    );
    expect(listing).toEqual([24]);
  });

  test.each(['trail/20261102T09Z/notes.txt', 'trail/20261102T09Z0', 'trail/20261102T09Z/%/1.json'])(
    'lists what is no object of the trail once: %s',
    async (key) => {
      const archive = await begun();
      await archive.put(key, 'x');
      for (const _hour of [1, 2, 3]) {
        archive.clock.pass(3600);
        await archive.close();
      }
      const listed = (await archive.digests()).flatMap(({ objects }) => objects.map((object) => object.key));
      expect(listed.filter((each) => each === key)).toEqual([key]);
    },
  );

  test('of an event that arrives after a later one says where the chain really ends', async () => {
    const archive = await begun();
    const [early, last] = [archive.store('a'), archive.store('a')];
    await archive.deliver(last);
    archive.clock.pass(3600);
    await archive.close();
    await archive.deliver(early);
    archive.clock.pass(3600);
    await archive.close();
    const digest = (await archive.digests()).at(-1);
    expect(digest?.objects).toHaveLength(1);
    expect(digest?.chains).toEqual([{ requestId: 'a', length: 3, head: archive.heads.get('a')?.hash }]);
  });

  test('counts alterations apart, and takes no chain from them', async () => {
    const archive = await begun();
    const record = archive.store('c');
    const { NewImage: OldImage, ...dynamodb } = record.dynamodb;
    await archive.deliver({ ...record, eventName: 'REMOVE', dynamodb: { ...dynamodb, OldImage } });
    archive.clock.pass(3600);
    await archive.close();
    const digest = (await archive.digests()).at(-1);
    expect(digest?.counts).toMatchObject({ events: 3, alterations: 1, totalAlterations: 1 });
    expect(digest?.chains.map(({ requestId }) => requestId)).toEqual(['a', 'b']);
  });

  test('names the hash of the object where what is archived is no event', async () => {
    const archive = await begun();
    const record = archive.store('c');
    await archive.deliver({ ...record, dynamodb: { ...record.dynamodb, NewImage: { x: { S: 'y' } } } });
    archive.clock.pass(3600);
    await archive.close();
    const digest = (await archive.digests()).at(-1);
    const object = digest?.objects.find(({ key }) => key.includes('/c/'));
    expect(digest?.chains.at(-1)).toEqual({ requestId: 'c', length: 1, head: object?.sha256 });
  });
});

describe('closing now', () => {
  test('closes the hours that have ended, and then up to this moment', async () => {
    const archive = await begun();
    archive.clock.pass(3600);
    await archive.deliver(archive.store('a'));
    const { closed } = await archive.close({ now: true });
    expect(closed.map(({ period, objects }) => [period.to, objects])).toEqual([
      ['2026-11-02T10:00:00.000Z', 3],
      ['2026-11-02T10:10:00.000Z', 1],
    ]);
  });

  test('leaves the rest of the hour to the next digest', async () => {
    const archive = await begun();
    await archive.close({ now: true });
    await archive.deliver(archive.store('a'));
    archive.clock.pass(3600);
    await archive.close();
    const digests = await archive.digests();
    expect(digests.map(({ period, objects }) => [period.to, objects.length])).toEqual([
      [start, 0],
      ['2026-11-02T09:10:00.000Z', 3],
      ['2026-11-02T10:00:00.000Z', 1],
    ]);
  });

  test('does nothing twice in the same moment', async () => {
    const archive = await begun();
    await archive.close({ now: true });
    expect(await archive.close({ now: true })).toEqual({ closed: [] });
  });
});

describe('two runs at once', () => {
  test.each([[{}], [{ now: true }]])('leave one row of digests, whichever signs first: %j', async (other) => {
    const archive = await begun();
    archive.clock.pass(3600);
    archive.desk.before('s3:PutObject', () => archive.close(other));
    await archive.close({ now: true });
    const digests = await archive.digests();
    expect(digests.flatMap(({ objects }) => objects)).toHaveLength(3);
    expect(digests.at(-1)?.period.to).toBe('2026-11-02T10:10:00.000Z');
  });
});

describe('a run that dies', () => {
  test('at any call is made good by the next: the same objects, one row of digests', async () => {
    const undisturbed = await begun();
    undisturbed.clock.pass(2 * 3600);
    const before = undisturbed.desk.sent.length;
    await undisturbed.close({ now: true });
    const calls = undisturbed.desk.sent.length - before;
    const expected = (await undisturbed.digests()).map(({ period, objects, counts }) => ({
      ...{ period, counts },
      keys: objects.map(({ key }) => key),
    }));
    for (let call = 0; call < calls; call += 1) {
      for (const kind of ['crash-before', 'crash-after'] as const) {
        const archive = await begun();
        archive.clock.pass(2 * 3600);
        archive.crash = { at: archive.desk.sent.length + call, kind };
        await archive.insistently(() => archive.close({ now: true }));
        const found = (await archive.digests()).map(({ period, objects, counts }) => ({
          ...{ period, counts },
          keys: objects.map(({ key }) => key),
        }));
        expect(found).toEqual(expected);
      }
    }
  });

  test('is one whose key does not sign: no digest without a signature', async () => {
    const archive = await begun();
    archive.clock.pass(3600);
    archive.desk.fail('kms:Sign', { error: 'AccessDeniedException' });
    await expect(archive.close()).rejects.toThrow('AccessDeniedException');
    expect(await archive.digests()).toHaveLength(1);
    await archive.close();
    expect(await archive.digests()).toHaveLength(2);
  });
});
