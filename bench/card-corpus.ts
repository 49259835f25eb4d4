import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { approvalRuleSchema } from '../domain/approval/approval-rule.ts';
import { riskOf } from '../domain/finding.ts';
import { analyserWith } from '../domain/policy/analysis/analyser.ts';
import { bySeverity } from '../domain/policy/analysis/severity.ts';
import type { RequestTypeName } from '../domain/request-types/names.ts';
import { submissions } from '../domain/request-types/registry.ts';
import { type SubmissionContext, submit } from '../domain/submission.ts';
import { emptyChain, link } from '../domain/trail/chain.ts';
import type { Draft, TrailEvent } from '../domain/trail/events.ts';
import { fold } from '../domain/trail/fold.ts';
import type { Request } from '../domain/trail/request.ts';
import { readServiceCatalogue } from '../lib/functions/service-catalogue.ts';

const managedPolicies = new URL('../test/fixtures/policies/aws-managed.json', import.meta.url);
const documents = z.array(z.object({ name: z.string(), document: z.record(z.string(), z.json()) }));
const at = '2026-11-20T10:00:00.000Z';
const alice = {
  kind: 'iam',
  id: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developers_0123456789abcdef/alice@example.com',
  name: 'alice@example.com',
} as const;
const rule = approvalRuleSchema.parse({
  ...{ when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 2, window: '72h' },
});
const context: SubmissionContext = {
  ...{ requestId: '9b2e9e4a-8f86-4c8a-9d7b-0d9f6f0f7d11', account: '111122223333', region: 'us-east-1' },
  ...{ identities: [], approvals: [rule], requesters: { default: 'anyone' } },
  guardrails: {
    ...{ path: '/requested/', formerPaths: [], permissionsBoundary: 'default', forbiddenActions: [] },
    ...{ trustedAccounts: [], trustedOrganizations: [] },
    quotas: { trustPolicyLength: 2048, attachedPoliciesPerRole: 10, rolesAnywhereRequests: 1 },
  },
};
/** From one line to the longest that is taken. */
const justifications = [
  'The payments service queues its jobs; ticket PAY-1235',
  'We move the reports to the new account and need this for the time of the move. '.repeat(4),
  'Word after word of why it is needed.\n'.repeat(27),
];

/** Thirty requests that wait for two approvals: every type, every risk, short and long documents and reasons. */
export async function cardCorpus(): Promise<Request[]> {
  const services = await readServiceCatalogue();
  const all = documents.parse(JSON.parse(await readFile(managedPolicies, 'utf8')));
  const bodies = [
    ...all.map(({ name, document }) => bodyOf('iam-policy', { PolicyName: name, PolicyDocument: document })),
    ...principals.map((statement, index) =>
      bodyOf('iam-role', { RoleName: `deploy-${index}`, AssumeRolePolicyDocument: trust(statement) }),
    ),
    ...(['iam-role', 'iam-policy', 'ram-permission', 'rolesanywhere-profile'] as const).map((type) =>
      bodyOf(type, {}),
    ),
  ];
  const requests = bodies.flatMap(({ type, parameters }, index) => {
    const justification = justifications[index % justifications.length] ?? '';
    const submitted = submit({ type, justification, parameters }, alice, context);
    return submitted.ok ? [pendingRequest(submitted.detail, services)] : [];
  });
  return spread(requests, 30);
}

const principals = [
  { Principal: { AWS: '*' } },
  { Principal: { AWS: 'arn:aws:iam::444455556666:root' } },
  { Principal: { Service: 'ec2.amazonaws.com' } },
];

function trust(statement: object): z.core.util.JSONType {
  const json = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }],
  };
  return z.json().parse(json);
}

function bodyOf(type: RequestTypeName, changes: Record<string, z.core.util.JSONType>) {
  return { type, parameters: { ...submissions[type].example.parameters, ...changes } };
}

/** So many, evenly from all: the last ones are of the rarer types. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const rare = items.slice(-7);
  const others = items.slice(0, -7);
  const step = others.length / (count - rare.length);
  return [
    ...Array.from({ length: count - rare.length }, (_, index) => others[Math.floor(index * step)]),
    ...rare,
  ].flatMap((item) => (item === undefined ? [] : [item]));
}

type Submitted = Extract<Draft, { type: 'request.submitted' }>['detail'];

function pendingRequest(
  detail: Submitted,
  services: Awaited<ReturnType<typeof readServiceCatalogue>>,
): Request {
  const findings = submissions[detail.type]
    .analyse(detail.plan, context, analyserWith({ services }), [])
    .sort(bySeverity);
  const system = { kind: 'system', id: 'bench' } as const;
  const drafts: Draft[] = [
    { type: 'request.submitted', actor: alice, at, detail },
    {
      type: 'request.validated',
      ...{ actor: system, at },
      detail: {
        ...{ rule, required: 2, risk: riskOf(findings), findings },
        ...{ configurationHash: 'ef'.repeat(32), version: 'bench', pins: [] },
      },
    },
    {
      type: 'approval.requested',
      ...{ actor: system, at },
      detail: { expiresAt: '2026-11-23T10:00:00.000Z', channel: 'C0APPROVALS', required: 2 },
    },
  ];
  const events: TrailEvent[] = [];
  for (const draft of drafts) {
    const last = events.at(-1);
    const head = last ? { length: last.seq, hash: last.hash } : emptyChain;
    events.push(link(draft, head, context.requestId, `event-${head.length + 1}`));
  }
  const [first, ...more] = events;
  if (first === undefined) throw new TypeError('A request has events');
  return fold([first, ...more]);
}
