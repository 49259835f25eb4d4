import { user } from '../../domain/configuration/configuration.ts';
import { cardOf } from '../../domain/slack/card.ts';
import { emptyChain, link, verifyChain } from '../../domain/trail/chain.ts';
import type { Draft, TrailEvent } from '../../domain/trail/events.ts';
import { fold } from '../../domain/trail/fold.ts';
import { viewOf } from '../../domain/view.ts';

export const requestId = '0b9d3f64-6f0c-4a68-9d0a-2f6a4be0c1aa';
/** What a requester might write to be taken for markup by a browser or by Slack. */
export const hostile =
  '<img src=x onerror=alert(1)> <script>alert(2)</script> <!channel> <https://evil|good> *b* &lt;';

const people = [
  { id: 'U0BOB', email: 'bob@example.com', name: 'Bob', role: 'approver' },
  { id: 'U0CAROL', email: 'carol@example.com', name: 'Carol', role: 'approver' },
  { id: 'U0MALLORY', email: 'mallory@example.com', name: 'Mallory', role: 'may not approve' },
];

const at = '2026-11-20T10:00:00.000Z';
const alice = {
  kind: 'iam',
  id: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/alice@example.com',
  name: 'alice@example.com',
} as const;
const system = { kind: 'system', id: 'validate-request' } as const;
const rule = { when: 'any', approvers: [user('U0BOB')], quorum: 1, window: '72h' } as const;

const submitted: Draft = {
  type: 'request.submitted',
  actor: alice,
  at,
  detail: {
    type: 'iam-role',
    justification: hostile,
    parameters: { RoleName: hostile },
    plan: [
      {
        operation: 'CreateRole',
        account: '111122223333',
        region: 'us-east-1',
        parameters: { RoleName: hostile },
      },
    ],
    digest: `sha256:${'ab'.repeat(32)}`,
    bodyHash: 'cd'.repeat(32),
    summary: { title: 'IAM role', name: hostile, resource: hostile },
  },
};

const validated: Draft = {
  type: 'request.validated',
  actor: system,
  at,
  detail: {
    rule: { ...rule, approvers: [...rule.approvers] },
    required: 1,
    risk: 'medium',
    findings: [{ code: 'example', severity: 'medium', pointer: '/parameters/RoleName', message: hostile }],
    configurationHash: 'ef'.repeat(32),
    version: '0.1.0+0123456789abcdef',
    pins: [],
  },
};

const requested: Draft = {
  type: 'approval.requested',
  actor: system,
  at,
  detail: { expiresAt: '2026-11-23T10:00:00.000Z', channel: 'C0APPROVALS', required: 1 },
};

const cancelled: Draft = { type: 'request.cancelled', actor: alice, at, detail: {} };

function chained(drafts: readonly [Draft, ...Draft[]]): [TrailEvent, ...TrailEvent[]] {
  const [first, ...others] = drafts;
  const events: [TrailEvent, ...TrailEvent[]] = [link(first, emptyChain, requestId, 'event-1')];
  for (const draft of others) {
    events.push(link(draft, fold(events).head, requestId, `event-${events.length + 1}`));
  }
  return events;
}

/** A pending request whose every text is hostile, as the API answers it. */
export function trail() {
  const events = chained([submitted, validated, requested]);
  return { view: viewOf(fold(events)), audit: { events, chain: verifyChain(events) } };
}

/** The message about it, as the local Slack holds it. */
export function cardFor(status: 'pending' | 'cancelled') {
  const drafts = [validated, requested, ...(status === 'cancelled' ? [cancelled] : [])];
  const card = cardOf(fold(chained([submitted, ...drafts])));
  return { channel: 'C0APPROVALS', ts: '1700000000.000100', updated: status === 'cancelled', ...card };
}

/** Everything the page reads, by method and path. */
export function cannedAnswers(): [string, unknown][] {
  const request = trail();
  return [
    ['GET /_local/people', people],
    ['GET /_local/aws/resources', { roles: [], policies: [], profiles: [], permissions: [] }],
    ['GET /_local/slack/messages', [cardFor('pending')]],
    ['GET /request-types', { types: [{ type: 'iam-role', title: 'IAM role' }] }],
    [
      'GET /_local/workflow',
      { definition: { StartAt: 'Ask', States: { Ask: { Type: 'Task', End: true } } } },
    ],
    [
      `GET /_local/workflow/executions/${requestId}`,
      { executions: [{ name: requestId, status: 'RUNNING', currentState: 'Ask', visited: ['Ask'] }] },
    ],
    ['GET /requests', { items: [request.view] }],
    [`GET /requests/${requestId}`, request.view],
    [`GET /requests/${requestId}/audit`, request.audit],
    ['POST /_local/slack/actions', { status: 200, body: '', replies: [] }],
  ];
}
