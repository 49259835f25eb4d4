import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';

/** The stack did not do what the demo is there to show. */
export class DemoFailed extends Error {
  override readonly name = 'DemoFailed';
}

const requestType = z.object({
  type: z.string(),
  title: z.string(),
  example: z.object({ justification: z.string(), parameters: z.record(z.string(), z.unknown()) }),
});
export type RequestType = z.output<typeof requestType>;

const request = z.object({
  id: z.string(),
  status: z.string(),
  result: z.object({ arn: z.string() }).optional(),
});
export type Request = z.output<typeof request>;

const event = z.object({
  at: z.string(),
  type: z.string(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string().optional() }),
  detail: z.looseObject({}),
  hash: z.string(),
});
const audit = z.object({
  events: z.array(event),
  chain: z.object({ valid: z.boolean(), length: z.number(), head: z.string() }),
});
export type Audit = z.output<typeof audit>;

const messages = z.array(z.looseObject({ ts: z.string() }));

const maxWaitMilliseconds = 20_000;

/** A user of the local stack: what curl and a click in Slack would do. */
export class Client {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async requestTypes(): Promise<RequestType[]> {
    return (await this.#call(z.object({ types: z.array(requestType) }), '/request-types')).types;
  }

  submit({ type, example }: RequestType): Promise<Request> {
    return this.#call(request, '/requests', { type, ...example });
  }

  /** Clicks a button of a request's card. */
  async click(id: string, click: { user: string; action: string; reason?: string }): Promise<void> {
    const ts = await this.#card(id);
    const { status } = await this.#call(z.object({ status: z.number() }), '/_local/slack/actions', {
      ts,
      ...click,
    });
    if (status !== 200) throw new DemoFailed(`The click of ${click.user} was answered ${status}.`);
  }

  audit(id: string): Promise<Audit> {
    return this.#call(audit, `/requests/${id}/audit`);
  }

  /** Waits until a request has one of these statuses. */
  async reaches(id: string, ...statuses: string[]): Promise<Request> {
    return this.#eventually(`request ${id} to be ${statuses.join(' or ')}`, async () => {
      const found = await this.#call(request, `/requests/${id}`);
      return statuses.includes(found.status) ? found : undefined;
    });
  }

  #card(id: string): Promise<string> {
    return this.#eventually(`the card of ${id}`, async () => {
      const cards = await this.#call(messages, `/_local/slack/messages?requestId=${id}`);
      return cards[0]?.ts;
    });
  }

  async #eventually<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
    const until = Date.now() + maxWaitMilliseconds;
    while (Date.now() < until) {
      const found = await look();
      if (found !== undefined) return found;
      await setTimeout(50);
    }
    throw new DemoFailed(`Waited ${maxWaitMilliseconds / 1000} s for ${what}.`);
  }

  async #call<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body?: object,
  ): Promise<z.output<Schema>> {
    const headers = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${this.#url}${path}`, body && post);
    const text = await answer.text();
    if (!answer.ok) throw new DemoFailed(`${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  }
}
