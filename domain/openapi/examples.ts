import { submissions } from '../request-types/registry.ts';
import type { AnswerName } from '../routes.ts';

const id = 'aae6a685-a59b-85de-adc5-d6cdae9a35a6';
const alice =
  'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developers_0123456789abcdef/alice@example.com';
const digest = 'sha256:d6e0b999e9cde2c0d0a2b9a9a4e8b1fcbb9ae8e9f1a54a3a2f0a7ad2b6a7ac31';
const hash = 'ca0e6d9a08c898ccc3b8ae24ecc4f6f31466243e5b960fa34b33f37d699d8f74';
const submittedAt = '2026-11-22T02:41:09.269Z';
const validatedAt = '2026-11-22T02:41:09.659Z';

const { title, example } = submissions['iam-role'];
const plan = [
  {
    operation: 'CreateRole',
    account: '111122223333',
    region: 'us-east-1',
    parameters: {
      AssumeRolePolicyDocument: JSON.stringify(example.parameters.AssumeRolePolicyDocument),
      MaxSessionDuration: 3600,
      Path: '/requested/',
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/countersign-boundary',
      RoleName: 'payments-deploy',
      Tags: [{ Key: 'countersign:request-id', Value: id }],
    },
  },
];
const finding = {
  code: 'TRUST_SERVICE_COMPUTE',
  severity: 'low',
  pointer: '/parameters/AssumeRolePolicyDocument/Statement/0/Principal/Service',
  message: 'Whoever controls what runs in codebuild can use this role.',
};

const preview = {
  plan,
  digest,
  risk: 'low',
  findings: [finding],
  rule: { approvers: [{ group: 'S0LEADS' }], quorum: 1, window: '72h' },
  required: 1,
  rejections: [],
};
const caller = {
  principal: alice,
  slackUser: 'U0ALICE',
  mayRequest: ['iam-role', 'iam-policy', 'rolesanywhere-profile', 'ram-permission'],
  mayApprove: false,
};
const accepted = { id, type: 'iam-role', status: 'submitted', digest, createdAt: submittedAt };
const listed = {
  id,
  type: 'iam-role',
  status: 'pending',
  requester: alice,
  createdAt: submittedAt,
  updatedAt: validatedAt,
  name: 'payments-deploy',
  account: '111122223333',
  risk: 'low',
};
const request = {
  id,
  type: 'iam-role',
  status: 'pending',
  account: '111122223333',
  region: 'us-east-1',
  requester: alice,
  ...example,
  plan,
  digest,
  risk: 'low',
  findings: [finding],
  quorum: { counted: 0, required: 1 },
  decisions: [],
  expiresAt: '2026-11-25T02:41:09.659Z',
  createdAt: submittedAt,
  updatedAt: validatedAt,
};
const event = {
  requestId: id,
  seq: 1,
  eventId: '0b2b5f0e-5a0b-4a53-9d0c-6b1c5b2f5a11',
  schemaVersion: 2,
  previousHash: '0'.repeat(64),
  type: 'request.submitted',
  actor: { kind: 'iam', id: alice, name: 'alice@example.com' },
  at: submittedAt,
  detail: {
    type: 'iam-role',
    ...example,
    plan,
    digest,
    bodyHash: hash,
    summary: {
      title,
      name: 'payments-deploy',
      resource: 'arn:aws:iam::111122223333:role/requested/payments-deploy',
    },
  },
  hash,
};

/** An approval as somebody sends it. */
export const decisionExample = { verdict: 'approve', digest };

/** What each answer is, with an example. */
export const answerExamples: Record<
  Exclude<AnswerName, 'nothing'>,
  { description: string; example: unknown }
> = {
  accepted: { description: 'The request is recorded, and under way.', example: accepted },
  preview: { description: 'What would be checked, planned and decided by.', example: preview },
  caller: { description: 'Who calls.', example: caller },
  request: { description: 'The request as it stands.', example: request },
  audit: {
    description: 'Each event exactly as it was hashed, and whether the chain holds.',
    example: { events: [event], chain: { valid: true, length: 1, head: hash } },
  },
  types: {
    description: 'Every type, with the JSON Schema of its parameters and an example that passes.',
    example: {
      types: [
        {
          type: 'iam-role',
          title,
          schema: { type: 'object', properties: { RoleName: { type: 'string' } } },
          example: { type: 'iam-role', ...example },
        },
      ],
    },
  },
  page: { description: 'A page of the list, newest first.', example: { items: [listed] } },
  openapi: { description: 'The OpenAPI document of this API.', example: { openapi: '3.1.1' } },
};
