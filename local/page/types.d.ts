/** What the page reads from the stack, as the stack's HTTP contract has it. */
import type { KnownBlock, View } from '@slack/types';

export interface Person {
  id: string;
  email: string;
  name: string;
  role?: string;
}

export interface SlackMessage {
  channel: string;
  ts: string;
  text?: string;
  blocks?: KnownBlock[];
  thread_ts?: string;
}

/** Something Slack sent to one person alone. */
export interface PrivateReply {
  text?: string;
  blocks?: KnownBlock[];
  view?: View;
}

export interface ActionAnswer {
  status: number;
  /** What the app answered: for a modal that it takes back, what is wrong with each input. */
  body?: { errors?: Record<string, string> };
  replies?: PrivateReply[];
}

/** A private answer as the channel shows it: to whom, and under which message. */
export interface Whisper {
  person: string;
  ts: string;
  at: string;
  reply: PrivateReply;
}

export interface RequestItem {
  id: string;
  type: string;
  status: string;
  requester: string;
  createdAt: string;
  updatedAt?: string;
  name?: string;
  account?: string;
  risk?: string;
}

export interface Finding {
  code: string;
  severity: string;
  pointer?: string;
  message: string;
}

/** What `POST /requests/preview` answers. */
export interface Preview {
  plan: PlannedCall[];
  digest: string;
  risk: string;
  findings: (Finding & { pointer: string })[];
  rule: {
    approvers: { user?: string; group?: string; role?: string; iamUser?: string }[];
    quorum: number;
    window: string;
  };
  required: number;
  rejections: { code: string; message: string }[];
}

export interface PlannedCall {
  operation: string;
  account: string;
  region: string;
  parameters: unknown;
}

export interface Decision {
  verdict: string;
  approver: string;
  at: string;
  machine?: string;
  reason?: string;
}

export interface RequestView extends RequestItem {
  justification: string;
  parameters: Record<string, unknown>;
  plan?: PlannedCall[];
  digest?: string;
  findings?: Finding[];
  quorum?: { counted: number; required: number };
  decisions?: Decision[];
  expiresAt?: string;
  result?: { arn: string };
  next?: string[];
  failure?: { code: string; message: string };
}

export interface Actor {
  kind: string;
  id: string;
  name?: string;
}

export interface AuditEvent {
  requestId: string;
  seq: number;
  eventId: string;
  schemaVersion: number;
  at: string;
  type: string;
  actor: Actor;
  detail: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

export interface Audit {
  events: AuditEvent[];
  chain: { valid: boolean; length: number; head?: string };
}

export interface RequestType {
  type: string;
  title: string;
  schema?: { required?: string[] };
  example?: { justification?: string; parameters: Record<string, unknown> };
}

export interface StateDefinition {
  Type: string;
  Next?: string;
  Default?: string;
  End?: boolean;
  Choices?: { Next: string }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
}

export interface WorkflowDefinition {
  StartAt: string;
  States: Record<string, StateDefinition>;
}

export interface Execution {
  name: string;
  status: string;
  currentState?: string | null;
  visited?: string[];
}

/** RFC 9457, with the field errors of this API. */
export interface ProblemBody {
  title?: string;
  status?: number;
  detail?: string;
  errors?: { pointer: string; code?: string; detail: string }[];
}

/** The row of each state in the drawing, and the states that only an error leads to. */
export type RowsOf = (definition: WorkflowDefinition) => { rows: Map<string, number>; aside: Set<string> };

/** What `h` accepts as a child: text becomes a text node, never markup. */
export type Child = string | number | Node | null | undefined | false | Child[];

declare global {
  interface Window {
    /** Of swagger-ui-dist, which is loaded before. */
    SwaggerUIBundle(options: { url: string; dom_id: string; docExpansion: string; validatorUrl: null }): void;
  }
}
