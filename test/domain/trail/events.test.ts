import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { verifyChain } from '../../../domain/trail/chain.ts';
import { eventSchema, schemaVersion, type TrailEvent } from '../../../domain/trail/events.ts';
import { viewOf } from '../../../domain/view.ts';
import { foldAll } from '../../support/trails.ts';

/** Trails of each schema version as they were stored: they must stay readable for good, so never change the files. */
const fixtures = new URL('../../fixtures/trails/', import.meta.url);
const versions = readdirSync(fixtures).map((file) => {
  const stored = z
    .record(z.string(), z.array(z.unknown()))
    .parse(JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')));
  const trails = new Map(
    Object.entries(stored).map(([what, events]): [string, TrailEvent[]] => [
      what,
      events.map((event) => eventSchema.parse(event)),
    ]),
  );
  return { version: Number(file.replace(/\D/g, '')), stored, trails };
});

/** What the trails of a version tell, of those that have it. */
const outcomes = [
  ['a profile, created after an approval was withdrawn and given again', 'created'],
  ['a role, denied', 'denied'],
  ['a policy, rejected', 'rejected'],
  ['a policy, expired', 'expired'],
  ['a permission, cancelled', 'cancelled'],
  ['a permission, refused by the executor', 'failed'],
  ['a role, adopted', 'created'],
  ['a role, failed', 'failed'],
  ['a role, created at the second try', 'created'],
  ['a role, created after the kill switch and an operator had stopped it', 'created'],
] as const;
/** Events that came with version 2. */
const sinceTwo = ['creation.paused', 'creation.resumed', 'workflow.stopped'];

test('there are trails of every schema version that was ever written', () => {
  const all = Array.from({ length: schemaVersion }, (_, index) => index + 1);
  expect(versions.map(({ version }) => version).sort()).toEqual(all);
});

describe.each(versions)('the trails of schema version $version', ({ version, stored, trails }) => {
  test('hold every type of event', () => {
    const types = [...trails.values()].flat().map(({ type }) => type);
    expect([...new Set(types.filter((type) => !sinceTwo.includes(type)))].sort()).toEqual([
      ...[
        'approval.denied',
        'approval.granted',
        'approval.refused',
        'approval.reminded',
        'approval.requested',
      ],
      ...['approval.withdrawn', 'creation.attempted', 'creation.refused', 'request.cancelled'],
      ...['request.expired', 'request.rejected', 'request.retried', 'request.submitted', 'request.validated'],
      ...['resource.adopted', 'resource.created', 'resource.failed'],
    ]);
    if (version >= 2) expect(types).toEqual(expect.arrayContaining(sinceTwo));
  });

  test.each([...trails.keys()])('are read as they were hashed: %s', (what) => {
    const trail = trails.get(what) ?? [];
    expect(trail).toEqual(stored[what]);
    expect(trail.every((event) => event.schemaVersion === version)).toBe(true);
    expect(verifyChain(trail)).toMatchObject({ valid: true, length: stored[what]?.length });
  });

  test.each(outcomes.filter(([what]) => trails.has(what)))('fold to what happened: %s', (what, status) => {
    expect(foldAll(trails.get(what) ?? []).status).toBe(status);
  });

  test('are all folded', () => {
    expect(outcomes.map(([what]) => what)).toEqual(expect.arrayContaining([...trails.keys()]));
  });

  test('show who approved, not who once did', () => {
    const what = 'a profile, created after an approval was withdrawn and given again';
    const request = foldAll(trails.get(what) ?? []);
    expect(viewOf(request)).toMatchObject({
      ...{ status: 'created', risk: 'high', quorum: { counted: 2, required: 2 } },
      decisions: [{ approver: 'U0CAROL' }, { approver: 'U0BOB' }],
      result: { arn: expect.stringContaining(':profile/') },
    });
    expect(request).toMatchObject({ refused: [{ id: 'U0MALLORY' }], reminders: 1, attempts: [] });
  });

  test('are refused with anything more or less than their type has', () => {
    for (const event of [...trails.values()].flat()) {
      expect(eventSchema.safeParse({ ...event, note: 'x' }).success).toBe(false);
      expect(eventSchema.safeParse({ ...event, detail: { ...event.detail, note: 'x' } }).success).toBe(false);
      expect(eventSchema.safeParse({ ...event, schemaVersion: schemaVersion + 1 }).success).toBe(false);
      for (const key of Object.keys(event)) {
        expect(eventSchema.safeParse({ ...event, [key]: undefined }).success).toBe(false);
      }
    }
  });
});

test('what ran is told by every validation since version 2, and by none before', () => {
  const validations = versions.flatMap(({ trails }) =>
    [...trails.values()].flat().filter(({ type }) => type === 'request.validated'),
  );
  for (const { schemaVersion: version, detail, ...event } of validations) {
    expect('version' in detail).toBe(version >= 2);
    const other = { ...event, detail, schemaVersion: version === 1 ? 2 : 1 };
    expect(eventSchema.safeParse(other).success).toBe(false);
  }
});

test('a request that was begun under version 1 goes on under version 2', () => {
  const [first, second] = versions;
  const what = 'a role, denied';
  const [submitted = undefined] = first?.trails.get(what) ?? [];
  const later = second?.trails.get(what)?.slice(1) ?? [];
  expect(foldAll(submitted ? [submitted, ...later] : []).status).toBe('denied');
});
