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
  updated?: boolean | string | number | null;
}

/** Something Slack sent to one person alone. */
export interface PrivateReply {
  text?: string;
  blocks?: KnownBlock[];
  view?: View;
}

export interface ActionAnswer {
  status: number;
  body?: unknown;
  replies?: PrivateReply[];
}

/** A private answer as the channel shows it: to whom, and under which message. */
export interface Whisper {
  person: string;
  ts: string;
  at: string;
  reply: PrivateReply;
}

export interface Principal {
  arn?: string;
  id?: string;
  name?: string;
}

export interface RequestItem {
  id: string;
  type: string;
  status: string;
  requester: string | Principal;
  createdAt: string;
  updatedAt?: string;
}

export interface Finding {
  code: string;
  severity: string;
  pointer?: string;
  message: string;
}

export interface PlannedCall {
  operation: string;
  account: string;
  region: string;
  parameters: unknown;
}

export interface Decision {
  verdict: string;
  approver: string | Actor;
  at: string;
  reason?: string;
}

export interface Quorum {
  required: number;
  counted?: number;
}

export interface RequestView extends RequestItem {
  justification: string;
  parameters: Record<string, unknown>;
  plan?: PlannedCall[];
  digest?: string;
  risk?: string;
  findings?: Finding[];
  quorum?: number | Quorum;
  decisions?: Decision[];
  expiresAt?: string;
  result?: Record<string, unknown>;
  failure?: unknown;
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
  title?: string;
  schema?: JsonSchema;
  example?: unknown;
}

export interface JsonSchema {
  required?: string[];
  properties?: Record<string, JsonSchema>;
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

/** One node of parsed mrkdwn: everything Slack's markup can say, and nothing else. */
export type MrkdwnNode =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'preformatted'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike' | 'quote'; children: MrkdwnNode[] }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'group' | 'channel'; id: string; label?: string }
  | { kind: 'broadcast'; name: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string; url?: string }
  | { kind: 'emoji'; name: string };

export type ParseMrkdwn = (source: string) => MrkdwnNode[];

/** What `h` accepts as a child: text becomes a text node, never markup. */
export type Child = string | number | Node | null | undefined | false | Child[];
