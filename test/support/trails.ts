import type { ApprovalRule } from '../../domain/configuration/configuration.ts';
import { digestOf } from '../../domain/digest.ts';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { emptyChain, link } from '../../domain/trail/chain.ts';
import type { Draft, EventDetail, TrailEvent } from '../../domain/trail/events.ts';
import { fold } from '../../domain/trail/fold.ts';
import type { Request } from '../../domain/trail/request.ts';
import { configurationWith } from './configuration.ts';
import { inIam } from './people.ts';

export const requestId = '9b2e9e4a-8f86-4c8a-9d7b-0d9f6f0f7d11';
export const t = (minute: number) =>
  new Date(Date.parse('2026-11-02T09:00:00.000Z') + minute * 60_000).toISOString();

/** Approvers by Slack group, one of them needed, within 72 hours. */
export const leads: ApprovalRule = {
  when: 'any',
  approvers: [{ group: 'S0LEADS' }],
  quorum: 1,
  window: '72h',
};

/** What the example of a type becomes at submission. */
export function submittedDetail(type: RequestTypeName = 'iam-role'): EventDetail<'request.submitted'> {
  const { example } = submissions[type];
  const context = { requestId, account: '111122223333', region: 'us-east-1', ...configurationWith() };
  const planned = submissions[type].plan(example.parameters, context);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  const { plan } = planned;
  return {
    type,
    ...example,
    plan,
    digest: digestOf(plan),
    bodyHash: '0'.repeat(64),
    summary: submissions[type].summary(plan),
  };
}

/** Drafts in a chain, each with an event id of its own. */
export function chained(drafts: readonly Draft[]): TrailEvent[] {
  const events: TrailEvent[] = [];
  for (const draft of drafts) {
    const last = events.at(-1);
    const head = last ? { length: last.seq, hash: last.hash } : emptyChain;
    events.push(link(draft, head, requestId, `event-${head.length + 1}`));
  }
  return events;
}

export function foldAll(events: readonly TrailEvent[]): Request {
  const [first, ...later] = events;
  if (!first) throw new Error('An empty trail');
  return fold([first, ...later]);
}

const system = (id: string) => ({ kind: 'system' as const, id });

export const submitted = (detail: Partial<EventDetail<'request.submitted'>> = {}): Draft => ({
  type: 'request.submitted',
  actor: inIam('alice'),
  at: t(0),
  detail: { ...submittedDetail(), ...detail },
});

export const validated = (detail: Partial<EventDetail<'request.validated'>> = {}): Draft => ({
  type: 'request.validated',
  actor: system('validate-request'),
  at: t(0),
  detail: {
    ...{ rule: leads, required: 1, risk: 'low', findings: [], pins: [] },
    ...{ configurationHash: 'f'.repeat(64), version: '0.1.0+0123456789abcdef' },
    ...detail,
  },
});

export const asked = (detail: Partial<EventDetail<'approval.requested'>> = {}): Draft => ({
  type: 'approval.requested',
  actor: system('request-approval'),
  at: t(0),
  detail: { expiresAt: t(72 * 60), channel: 'C0APPROVALS', required: 1, ...detail },
});

/** A request that waits for approvers, as the trail tells it. */
export function pendingRequest({
  submission = {},
  rule = leads,
  required = 1,
  more = [],
}: {
  submission?: Partial<EventDetail<'request.submitted'>>;
  rule?: ApprovalRule;
  required?: number;
  more?: readonly Draft[];
} = {}): Request {
  return foldAll(
    chained([submitted(submission), validated({ rule, required }), asked({ required }), ...more]),
  );
}
