import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../../domain/digest.ts';
import type { TrailEvent } from '../../../domain/trail/events.ts';
import { chainOf, strangersKey } from '../../support/audit-bucket.ts';
import { audited, drafts, findingsOf, trusted } from '../../support/audited.ts';
import { submitted, t, validated } from '../../support/trails.ts';

type World = Awaited<ReturnType<typeof audited>>;

const digestAt = (minute: number) => `digests/${t(minute).replaceAll(/[-:]/g, '')}.json`;
const objectOf = (hour: number, name: string) =>
  `trail/20261102T${String(hour).padStart(2, '0')}Z/${name}.json`;
const listed = (hour: number, name: string, seq: number) =>
  `request ${name}, event ${seq} (${objectOf(hour, `${name}/${seq}`)}, ${digestAt((hour - 9) * 60)})`;

/** What is found after something was done to a sound archive. */
async function findingsAfter(
  change: (world: World) => Promise<unknown> | unknown,
  now = t(245),
): Promise<string[]> {
  const world = await audited();
  await change(world);
  return (await findingsOf(world, { now })).codes;
}

function eventOf(world: World, name: 'ann' | 'ben' | 'cat', seq: number): TrailEvent {
  const event = world.chains[name][seq - 1];
  if (!event) throw new Error(`No event ${seq} of ${name}`);
  return event;
}

describe('a sound archive', () => {
  test('is proven: requests, events, digests, period, key', async () => {
    const { findings, proof } = await findingsOf(await audited());
    expect(findings).toEqual([]);
    expect(proof).toEqual({
      ...{ requests: 3, events: 13, digests: 4, from: t(0), to: t(240) },
      signedBy: [trusted[0]?.fingerprint],
      ...{ begunBefore: 0, older: 0, uncovered: 1 },
    });
  });

  test('may be of a table that is older: what is from before is proven by its chain alone', async () => {
    const world = await audited();
    const [first, ...more] = [-3000, -2990].map((minute) => ({ ...submitted(), at: t(minute) }));
    if (first) world.table.requests.set('old', chainOf('old', [first, ...more]));
    const { findings, proof } = await findingsOf(world);
    expect(findings).toEqual([]);
    expect(proof).toMatchObject({ requests: 3, older: 2 });
  });
});

describe('of archived events', () => {
  test('one that was changed is named', async () => {
    const key = objectOf(10, 'ann/4');
    const changed = await findingsAfter(async ({ bucket }) =>
      bucket.replace(key, (await bucket.textOf(key)).replace('U0BOB', 'U0EVE')),
    );
    expect(changed).toEqual([`object-altered ${listed(10, 'ann', 4)}`]);
  });

  test.each([
    ['first', 9, 'ann', 1],
    ['middle', 9, 'ann', 2],
    ['last', 10, 'ann', 5],
  ])('the %s one of a chain that was dropped is named', async (_which, hour, name, seq) => {
    const dropped = await findingsAfter(({ bucket }) => bucket.destroy(objectOf(hour, `${name}/${seq}`)));
    expect(dropped).toEqual([`object-missing ${listed(hour, name, seq)}`]);
  });

  test('all of a chain that was dropped are named', async () => {
    const dropped = await findingsAfter(async ({ bucket, chains }) => {
      for (const { seq } of chains.ann) await bucket.destroy(objectOf(seq > 3 ? 10 : 9, `ann/${seq}`));
    });
    expect(dropped).toEqual([
      ...[4, 5].map((seq) => `object-missing ${listed(10, 'ann', seq)}`),
      ...[1, 2, 3].map((seq) => `object-missing ${listed(9, 'ann', seq)}`),
    ]);
  });

  test('two that were swapped are both named', async () => {
    const swapped = await findingsAfter(async ({ bucket }) => {
      const [one, other] = [objectOf(9, 'ben/2'), objectOf(9, 'ben/3')];
      const [first, second] = [await bucket.textOf(one), await bucket.textOf(other)];
      await bucket.replace(one, second);
      await bucket.replace(other, first);
    });
    expect(swapped).toEqual([2, 3].map((seq) => `object-altered ${listed(9, 'ben', seq)}`));
  });

  test('one that was moved is missing where it was; where it is now, nothing lists it', async () => {
    const moved = await findingsAfter(async ({ bucket }) => {
      await bucket.put('trail/20261030T09Z/ann/2.json', await bucket.textOf(objectOf(9, 'ann/2')));
      await bucket.destroy(objectOf(9, 'ann/2'));
    });
    expect(moved).toEqual([
      `object-missing ${listed(9, 'ann', 2)}`,
      'object-unlisted trail/20261030T09Z/ann/2.json',
    ]);
  });

  test('one that was hidden or written over is still read, as it first was', async () => {
    const hidden = await findingsAfter(async ({ bucket }) => {
      await bucket.hide(objectOf(9, 'ann/2'));
      await bucket.put(objectOf(9, 'ben/1'), '{}');
    });
    expect(hidden).toEqual(['ann/2', 'ben/1'].map((name) => `object-hidden ${objectOf(9, name)}`));
  });

  test('extra ones are named, once they are too old for any digest; what lies elsewhere at once', async () => {
    const extra = await findingsAfter(async ({ bucket }) => {
      await bucket.put('trail/20261030T09Z/eve/1.json', '{}');
      await bucket.put('trail/20261102T12Z/eve/1.json', '{}');
      await bucket.put('trail/tomorrow/eve/1.json', '{}');
      await bucket.put('trail/20261131T99Z/eve/1.json', '{}');
    });
    expect(extra).toEqual([
      ...['trail/20261131T99Z/', 'trail/tomorrow/'].map((folder) => `object-foreign ${folder}`),
      'object-unlisted trail/20261030T09Z/eve/1.json',
    ]);
  });

  test.each([
    ['of the last hours', 13, 'ben', 4],
    ['of long ago', 13, 'ann', 2],
  ])(
    'a second one under the number of one %s is named before any digest lists it',
    async (_when, hour, name, seq) => {
      const key = objectOf(hour, `${name}/${seq}`);
      expect(await findingsAfter(({ bucket }) => bucket.put(key, '{}'))).toEqual([
        `uncovered-contradicts ${key}`,
      ]);
    },
  );

  test('what is none, but signed, is named once, by the digest that lists it', async () => {
    const key = 'trail/20261102T13Z/notes.txt';
    const found = await findingsAfter(async ({ bucket }) => {
      await bucket.archiveForeign(key);
      await bucket.close(t(245));
    });
    expect(found).toEqual([`object-foreign ${key} (${digestAt(240)})`]);
  });

  test('one that says it is of another time than it was stored is named', async () => {
    const backdated = await findingsAfter(async ({ bucket }) => {
      const [event] = chainOf('eve', [{ ...submitted(), at: t(-3 * 60) }]);
      if (event) await bucket.archive(event, t(242));
      await bucket.close(t(245));
    });
    expect(backdated).toContain(
      `event-time request eve, event 1 (${objectOf(13, 'eve/1')}, ${digestAt(240)})`,
    );
  });

  test('one whose row was removed or overwritten later is named, before and after a digest lists that', async () => {
    const removal = async (world: World) => {
      await world.bucket.archiveRemoval(eventOf(world, 'ann', 2), t(242));
    };
    const key = 'trail/20261102T13Z/ann/2.altered-record-1.json';
    expect(await findingsAfter(removal)).toEqual([`row-altered request ann, event 2 (${key})`]);
    const covered = await findingsAfter(async (world) => {
      await removal(world);
      await world.bucket.close(t(245));
    });
    expect(covered).toEqual([`row-altered request ann, event 2 (${key}, ${digestAt(240)})`]);
  });

  test('a chain that was begun anew past the stream is told from the one before, also days later', async () => {
    const anew = (hours: number) => async (world: World) => {
      const { bucket, table } = world;
      for (let hour = 5; hour <= hours; hour++) await bucket.close(t(hour * 60));
      const events = chainOf('ann', [{ ...submitted(), at: t(hours * 60 + 1) }]);
      for (const event of events) await bucket.archive(event);
      await bucket.close(t(hours * 60 + 5));
      table.requests.set('ann', events);
    };
    expect(await findingsAfter(anew(4))).toEqual([
      'table-cut table, request ann',
      'event-repeated request ann, event 1',
      'chain-broken request ann, event 2',
    ]);
    const later = await findingsAfter(anew(40));
    for (const seq of [1, 2, 3, 4, 5]) expect(later).toContain(`event-repeated request ann, event ${seq}`);
  });
});

describe('of digests', () => {
  test('one that was removed is named, with what nothing lists any more', async () => {
    const remove = ({ bucket }: World) => bucket.destroy(digestAt(60));
    expect(await findingsAfter(remove)).toEqual([`digest-missing ${digestAt(60)}`]);
    const later = await findingsAfter(async (world) => {
      for (let hour = 5; hour <= 40; hour++) await world.bucket.close(t(hour * 60));
      await remove(world);
    });
    expect(later).toEqual(
      expect.arrayContaining([
        `digest-missing ${digestAt(60)}`,
        ...[4, 5].map((seq) => `object-unlisted ${objectOf(10, `ann/${seq}`)}`),
        ...[4, 5].map((seq) => `table-unarchived table, request ann, event ${seq}`),
      ]),
    );
  });

  test('the first one that was removed is named by the next; without any, nothing is proven', async () => {
    expect(await findingsAfter(({ bucket }) => bucket.destroy(digestAt(0)))).toContain(
      `digest-missing ${digestAt(0)}`,
    );
    const none = await findingsAfter(async ({ bucket }) => {
      for (const hour of [0, 1, 2, 3]) await bucket.destroy(digestAt(hour * 60));
    });
    expect(none).toEqual(['no-digest countersign-audit-111122223333-us-east-1']);
  });

  test('the newest one that was removed shows by the age of the one before', async () => {
    const removed = await findingsAfter(({ bucket }) => bucket.destroy(digestAt(180)), t(256));
    expect(removed).toEqual([`digest-late ${digestAt(120)}`]);
  });

  test('one that was hidden or written over is still read, as it first was', async () => {
    const hidden = await findingsAfter(async ({ bucket }) => {
      await bucket.hide(digestAt(180));
      await bucket.put(digestAt(60), '{}');
    });
    expect(hidden).toEqual([60, 180].map((minute) => `object-hidden ${digestAt(minute)}`));
  });

  test('one that was changed is neither signed nor the one that the next names', async () => {
    const changed = await findingsAfter(async ({ bucket }) => {
      const { digest, signature } = bucket.digests[1] ?? {};
      await bucket.replace(digestAt(60), canonicalJson({ ...digest, account: '444455556666' }), {
        signature: signature ?? '',
      });
    });
    expect(changed).toEqual(['digest-signature', 'digest-replaced'].map((code) => `${code} ${digestAt(60)}`));
  });

  test('one that was rewritten and signed with another key is named, and the link to it', async () => {
    const forged = await findingsAfter(async ({ bucket }) => {
      const { digest } = bucket.digests[1] ?? {};
      await bucket.destroy(digestAt(60));
      if (digest) await bucket.putDigest({ ...digest, closedAt: t(121) }, strangersKey.privateKey);
    });
    expect(forged).toEqual(['digest-signature', 'digest-replaced'].map((code) => `${code} ${digestAt(60)}`));
  });

  test('one that was rewritten and signed with the right key is not the one that the next names', async () => {
    const rewritten = await findingsAfter(async ({ bucket }) => {
      const { digest } = bucket.digests[1] ?? {};
      await bucket.destroy(digestAt(60));
      if (digest) await bucket.putDigest({ ...digest, closedAt: t(121) });
    });
    expect(rewritten).toEqual([`digest-replaced ${digestAt(60)}`]);
  });

  test('one whose signature was taken off or exchanged is named', async () => {
    const without = await findingsAfter(async ({ bucket }) => {
      await bucket.replace(digestAt(60), await bucket.textOf(digestAt(60)));
    });
    expect(without).toEqual(['digest-signature', 'digest-replaced'].map((code) => `${code} ${digestAt(60)}`));
    const others = await findingsAfter(async ({ bucket }) => {
      const signature = bucket.digests[2]?.signature ?? '';
      await bucket.replace(digestAt(60), await bucket.textOf(digestAt(60)), { signature });
    });
    expect(others).toEqual(without);
  });

  test('an old one in the place of a later one says itself where it belongs', async () => {
    const replayed = await findingsAfter(async ({ bucket }) => {
      const { signature = '' } = bucket.digests[1] ?? {};
      await bucket.replace(digestAt(120), await bucket.textOf(digestAt(60)), { signature });
    });
    expect(replayed).toEqual([`digest-moved ${digestAt(120)}`]);
    const added = await findingsAfter(async ({ bucket }) => {
      const { signature = '' } = bucket.digests[1] ?? {};
      await bucket.put(digestAt(90), await bucket.textOf(digestAt(60)), { signature });
    });
    expect(added).toEqual([`digest-unlinked ${digestAt(90)}`]);
  });

  test('one of another bucket, what is none, and one before the first are named', async () => {
    const foreign = await findingsAfter(async ({ bucket }) => {
      await bucket.close(t(241), (digest) => ({ ...digest, bucket: 'another' }));
    });
    expect(foreign).toEqual([`digest-moved ${digestAt(240)}`]);
    const none = await findingsAfter(({ bucket }) => bucket.replace(digestAt(60), 'no JSON'));
    expect(none).toEqual([`digest-unreadable ${digestAt(60)}`]);
    const before = await findingsAfter(({ bucket }) => bucket.put(digestAt(-60), 'no JSON'));
    expect(before).toEqual([`digest-unlinked ${digestAt(-60)}`]);
  });

  test('what the right key signed must still be right: period, counts, chains, place in the chain', async () => {
    const closed = (change: Parameters<World['bucket']['close']>[1]) =>
      findingsAfter(({ bucket }) => bucket.close(t(245), change));
    const where = digestAt(240);
    expect(await closed((digest) => ({ ...digest, counts: { ...digest.counts, events: 2 } }))).toEqual([
      `digest-counts ${where}`,
      `digest-counts ${where}`,
    ]);
    expect(await closed((digest) => ({ ...digest, chains: [] }))).toContain(`digest-counts ${where}`);
    expect(await closed((digest) => ({ ...digest, signingKey: 'another' }))).toEqual([`digest-key ${where}`]);
    expect(
      await closed((digest) => ({
        ...digest,
        chains: digest.chains.map((chain) => ({ ...chain, head: 'a'.repeat(64) })),
      })),
    ).toContain(`chain-head request cat, event 5`);
  });
});

describe('of the table', () => {
  test('a row that was changed, removed or added is named', async () => {
    const changed = await findingsAfter((world) => {
      const rows = world.chains.ann.map((event) => ({ ...event }));
      world.table.requests.set('ann', rows.with(2, { ...eventOf(world, 'ann', 3), at: t(8) }));
    });
    expect(changed).toEqual(['table-chain table, request ann, event 3']);
    const swapped = await findingsAfter((world) => {
      const [first, second, third, ...more] = world.chains.ann;
      world.table.requests.set('ann', [first, third, second, ...more]);
    });
    expect(swapped).toEqual(['table-chain table, request ann, event 2']);
    const unreadable = await findingsAfter(({ table }) => table.requests.set('ann', [{}]));
    expect(unreadable).toEqual(['table-chain table, request ann, event 1']);
  });

  test('a chain without its end, or gone altogether, is named', async () => {
    const cut = await findingsAfter(({ table, chains }) => table.requests.set('ann', chains.ann.slice(0, 4)));
    expect(cut).toEqual(['table-cut table, request ann']);
    expect(await findingsAfter(({ table }) => table.requests.delete('ben'))).toEqual([
      'table-cut table, request ben',
    ]);
  });

  test('a chain that was written anew from one event on is named', async () => {
    const rewritten = await findingsAfter(({ table }) => {
      table.requests.set('ann', chainOf('ann', drafts.ann.with(1, { ...validated(), at: t(6.5) })));
    });
    expect(rewritten).toEqual(['table-replaced table, request ann']);
  });

  test('what was written past the archive is named, once it cannot be on its way any more', async () => {
    const past = async (world: World) => {
      world.table.requests.set('eve', chainOf('eve', [{ ...submitted(), at: t(60) }]));
    };
    expect(await findingsAfter(past)).toEqual([]);
    const later = await findingsAfter(async (world) => {
      await past(world);
      for (let hour = 5; hour <= 40; hour++) await world.bucket.close(t(hour * 60));
    });
    expect(later).toContain('table-unknown table, request eve');
  });
});
