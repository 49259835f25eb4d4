import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { verifyChain } from '../../domain/chain.ts';
import { eventSchema, type TrailEvent } from '../../domain/events.ts';
import { viewOf } from '../../domain/view.ts';
import { foldAll } from '../support/trails.ts';

/** Trails of schema version 1 as they were stored: they must stay readable for good, so never change the file. */
const stored = z
  .record(z.string(), z.array(z.unknown()))
  .parse(JSON.parse(readFileSync(new URL('../fixtures/trails/v1.json', import.meta.url), 'utf8')));
const trails = new Map(
  Object.entries(stored).map(([what, events]): [string, TrailEvent[]] => [
    what,
    events.map((event) => eventSchema.parse(event)),
  ]),
);
const trail = (what: string) => trails.get(what) ?? [];

describe('the trails of schema version 1', () => {
  test('hold every type of event', () => {
    const types = new Set([...trails.values()].flat().map(({ type }) => type));
    expect([...types].sort()).toEqual([
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
  });

  test.each([...trails.keys()])('are read as they were hashed: %s', (what) => {
    expect(trail(what)).toEqual(stored[what]);
    expect(verifyChain(trail(what))).toMatchObject({ valid: true, length: stored[what]?.length });
  });

  test.each([
    ['a profile, created after an approval was withdrawn and given again', 'created'],
    ['a role, denied', 'denied'],
    ['a policy, rejected', 'rejected'],
    ['a policy, expired', 'expired'],
    ['a permission, cancelled', 'cancelled'],
    ['a permission, refused by the executor', 'failed'],
    ['a role, adopted', 'created'],
    ['a role, failed', 'failed'],
    ['a role, created at the second try', 'created'],
  ])('fold to what happened: %s', (what, status) => {
    expect(foldAll(trail(what)).status).toBe(status);
  });

  test('show who approved, not who once did', () => {
    const request = foldAll(trail('a profile, created after an approval was withdrawn and given again'));
    expect(viewOf(request)).toMatchObject({
      ...{ status: 'created', risk: 'high', quorum: { counted: 2, required: 2 } },
      decisions: [{ approver: 'U0CAROL' }, { approver: 'U0BOB' }],
      result: { arn: expect.stringContaining(':profile/') },
    });
    expect(request).toMatchObject({ refused: ['U0MALLORY'], reminders: 1, attempts: [] });
  });

  test('are refused with anything more or less than their type has', () => {
    for (const event of [...trails.values()].flat()) {
      expect(eventSchema.safeParse({ ...event, note: 'x' }).success).toBe(false);
      expect(eventSchema.safeParse({ ...event, detail: { ...event.detail, note: 'x' } }).success).toBe(false);
      expect(eventSchema.safeParse({ ...event, schemaVersion: 2 }).success).toBe(false);
      for (const key of Object.keys(event)) {
        expect(eventSchema.safeParse({ ...event, [key]: undefined }).success).toBe(false);
      }
    }
  });
});
