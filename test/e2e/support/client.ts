import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import {
  accessSchema,
  type Clicked,
  clickedSchema,
  doneSchema,
  executionsSchema,
  logsSchema,
  type Message,
  messageSchema,
  meterSchema,
  resourcesSchema,
  type Submitted,
  submittedSchema,
  trailSchema,
  type View,
  viewSchema,
} from './answers.ts';
import { eventually } from './eventually.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export interface Call {
  /** Who calls, for `X-Local-Caller`. */
  as?: string;
  headers?: Record<string, string>;
  /** Sent as it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
  /** Sent as JSON. */
  body?: unknown;
}

export interface Click {
  user: string;
  action: 'approve' | 'deny' | 'view';
  reason?: string;
}

/** A user of the local stack: what curl, Slack's clients and an operator would do. */
export class Client {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Any request at all; never throws for what is answered. */
  async call(method: string, path: string, { as, headers, raw, body }: Call = {}): Promise<Answer> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...(as && { 'x-local-caller': as }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** A request that is accepted. */
  async submit(body: object, { as, key }: { as?: string; key?: string } = {}): Promise<Submitted> {
    const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
    const answer = await this.call('POST', '/requests', { body, headers, ...(as && { as }) });
    if (answer.status !== 202) throw new Error(`Not accepted: ${answer.status} ${answer.text}`);
    return submittedSchema.parse(JSON.parse(answer.text));
  }

  view = (id: string) => this.#get(viewSchema, `/requests/${id}`);
  trail = (id: string) => this.#get(trailSchema, `/requests/${id}/audit`);
  messages = () => this.#get(z.array(messageSchema), '/_local/slack/messages');
  resources = () => this.#get(resourcesSchema, '/_local/aws/resources');
  meter = () => this.#get(meterSchema, '/_local/meter');
  access = () => this.#get(accessSchema, '/_local/access');
  logs = () => this.#get(logsSchema, '/_local/logs');
  executions = async (id: string) =>
    (await this.#get(executionsSchema, `/_local/workflow/executions/${id}`)).executions;

  /** The types of a request's events, in order. */
  async eventTypes(id: string): Promise<string[]> {
    return (await this.trail(id)).events.map(({ type }) => type);
  }

  /** Every card of a request, oldest first. */
  async cards(id: string): Promise<Message[]> {
    return this.#get(z.array(messageSchema), `/_local/slack/messages?requestId=${id}`);
  }

  /** The card of a request, as soon as it is there. */
  card(id: string): Promise<Message> {
    return eventually(`the card of ${id}`, async () => (await this.cards(id))[0]);
  }

  /** Clicks a button of a request's card. */
  async click(id: string, click: Click): Promise<Clicked> {
    return this.clickCard((await this.card(id)).ts, click);
  }

  async clickCard(ts: string, click: Click): Promise<Clicked> {
    const answer = await this.call('POST', '/_local/slack/actions', { body: { ts, ...click } });
    if (answer.status !== 200) throw new Error(`No click: ${answer.status} ${answer.text}`);
    return clickedSchema.parse(JSON.parse(answer.text));
  }

  /** A request that waits for its approvers. */
  async pending(body: object, options: { as?: string; key?: string } = {}): Promise<Submitted> {
    const submitted = await this.submit(body, options);
    await this.reaches(submitted.id, 'pending');
    return submitted;
  }

  /** Waits until a request has one of these statuses. */
  reaches(id: string, ...statuses: string[]): Promise<View> {
    return eventually(`request ${id} to be ${statuses.join(' or ')}`, async () => {
      const view = await this.view(id);
      return statuses.includes(view.status) ? view : undefined;
    });
  }

  async fault(service: string, operation: string, fault: string, times = 1): Promise<void> {
    const answer = await this.call('POST', '/_local/faults', { body: { service, operation, fault, times } });
    if (answer.status !== 201) throw new Error(`No fault: ${answer.status} ${answer.text}`);
  }

  clearFaults = () => this.call('DELETE', '/_local/faults');

  /** Runs the reconciler; again, if a fault ended it. */
  async reconcile(): Promise<z.infer<typeof doneSchema>> {
    const { status, text } = await this.call('POST', '/_local/reconcile');
    if (status === 200) return doneSchema.parse(JSON.parse(text));
    await setTimeout(20);
    return this.reconcile();
  }

  async #get<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
    const answer = await this.call('GET', path);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
    return schema.parse(JSON.parse(answer.text));
  }
}
