import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import {
  noticedEvents,
  requestDetailTypes,
  requestNotice,
  requestNoticeSchema,
} from '../../../domain/notices/request-notice.ts';
import type { Draft, TrailEvent } from '../../../domain/trail/events.ts';
import { isTerminal } from '../../../domain/trail/request.ts';
import { inIam, inSlack } from '../../support/people.ts';
import {
  asked,
  chained,
  foldAll,
  leads,
  requestId,
  submitted,
  submittedDetail,
  t,
  validated,
} from '../../support/trails.ts';

const { digest } = submittedDetail();
const executor = { kind: 'system' as const, id: 'executor' };
const at = t(10);
const reason = { code: 'AccessDenied', message: 'User is not authorized' };
const arn = 'arn:aws:iam::111122223333:role/requested/payments-deploy';
const quorum = { counted: 1, required: 1 };

const granted: Draft = {
  ...{ type: 'approval.granted', at, actor: inSlack('bob') },
  detail: { digest, ...quorum, complete: true, rule: leads },
};
const failed: Draft = {
  type: 'resource.failed',
  at,
  actor: executor,
  detail: { operation: 'CreateRole', reason },
};
const created: Draft = {
  ...{ type: 'resource.created', at, actor: executor },
  detail: { arn, operation: 'CreateRole', resource: {} },
};
const denied: Draft = {
  ...{ type: 'approval.denied', at, actor: inSlack('bob') },
  detail: { digest, reason: 'Not *now* <!channel>', rule: leads },
};
const withdrawn: Draft = {
  ...{ type: 'approval.withdrawn', at, actor: executor },
  detail: { approvers: ['U0BOB'], reason: 'gone', counted: 0, required: 1 },
};
const expired: Draft = {
  type: 'request.expired',
  at,
  actor: executor,
  detail: { expiresAt: at, while: 'pending' },
};
const rejected: Draft = {
  ...{ type: 'request.rejected', at, actor: executor },
  detail: { reason, risk: 'high', findings: [] },
};
const cancelled: Draft = { type: 'request.cancelled', at, actor: inIam('alice'), detail: {} };
const retried: Draft = { type: 'request.retried', at, actor: inIam('alice'), detail: {} };
const pending = [submitted(), validated(), asked()];
const approved = [...pending, granted];

function about(drafts: readonly Draft[]) {
  const [first, ...later] = chained(drafts);
  if (!first) throw new Error('An empty trail');
  const notice = requestNotice([first, ...later]);
  return notice && { ...notice, detail: requestNoticeSchema.parse(notice.detail) };
}

describe('what others are told', () => {
  test.each<[string, Draft[], object]>([
    [
      'Approval Requested',
      pending,
      { status: 'pending', expiresAt: t(72 * 60), approvals: { counted: 0, required: 1 } },
    ],
    [
      'Approval Withdrawn',
      [...approved, withdrawn],
      { status: 'pending', reason: { code: 'approval-withdrawn', message: 'gone' } },
    ],
    [
      'Request Denied',
      [...pending, denied],
      {
        status: 'denied',
        reason: { code: 'denied', message: 'Not *now* <!channel>' },
        actor: inSlack('bob'),
      },
    ],
    ['Request Rejected', [submitted(), rejected], { status: 'rejected', risk: 'high', reason }],
    ['Request Expired', [...pending, expired], { status: 'expired' }],
    ['Request Cancelled', [...pending, cancelled], { status: 'cancelled' }],
    ['Request Failed', [...approved, failed], { status: 'failed', reason }],
    ['Request Retried', [...approved, failed, retried], { status: 'approved' }],
    ['Request Created', [...approved, created], { status: 'created', arn, risk: 'low', approvals: quorum }],
  ])('%s', (detailType, drafts, detail) => {
    const notice = about(drafts);
    expect(notice).toMatchObject({ source: 'countersign', detailType, at: drafts.at(-1)?.at });
    expect(notice?.detail).toMatchObject({
      ...{
        version: 1,
        requestId,
        seq: drafts.length,
        id: `event-${drafts.length}`,
        type: 'iam-role',
        digest,
      },
      ...{ requester: inIam('alice').id, name: 'payments-deploy' },
      ...detail,
    });
  });

  test('names the resource once it is there, and only then', () => {
    expect(about([...approved, created])?.resources).toEqual([arn]);
    expect(about([...approved, failed])?.resources).toEqual([]);
  });

  test('is nothing of what happens on the way', () => {
    expect(about([submitted()])).toBeUndefined();
    expect(about(approved)).toBeUndefined();
  });

  test('is every ending', () => {
    const endings = [denied, expired, cancelled].map((draft) => [...pending, draft]);
    const all = [...endings, [submitted(), rejected], [...approved, failed], [...approved, created]];
    const events = all.map((drafts): [boolean, boolean] => {
      const trail: TrailEvent[] = chained(drafts);
      return [isTerminal(foldAll(trail).status), noticedEvents.safeParse(trail.at(-1)?.type).success];
    });
    expect(events).toEqual(all.map(() => [true, true]));
  });
});

describe('docs/events.md', () => {
  const text = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');

  test('names every detail type and every event', () => {
    for (const [event, detailType] of Object.entries(requestDetailTypes)) {
      expect(text).toContain(`\`${event}\``);
      expect(text).toContain(`| \`${detailType}\` |`);
    }
  });

  test('shows an event that the schema takes', () => {
    const [, example = ''] = /```json\n(\{\n {2}"version": "0".*?)\n```/s.exec(text) ?? [];
    const event = z.looseObject({ source: z.literal('countersign'), detail: requestNoticeSchema });
    expect(event.parse(JSON.parse(example)).detail.event).toBe('resource.created');
  });

  test('stands beside the JSON Schema that the code makes', () => {
    const file = new URL('../../../docs/events.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(requestNoticeSchema));
  });
});
