import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { type Stack, startStack } from '../local/stack/stack.ts';
import {
  executions,
  type MeterReport,
  messages,
  meterReport,
  type RequestType,
  requestAnswer,
  requestType,
} from './answers.ts';

/** The local stack answered something that no measurement can go on from. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

const approver = 'U0BOB';
const maxWaitMilliseconds = 60_000;

export interface StartOptions {
  /** A synthesized stack; synthesized anew if absent. */
  assembly?: string;
  /** Where it keeps everything; in memory if absent. */
  data?: string;
  slackLimit?: boolean;
}

/** The local stack in this process, and what its users do with it over HTTP. */
export class LocalStack {
  readonly #stack: Stack;
  #submissions = 0;

  private constructor(stack: Stack) {
    this.#stack = stack;
  }

  static async start({ slackLimit = false, ...given }: StartOptions = {}): Promise<LocalStack> {
    const configuration = 'countersign.config.ts';
    return new LocalStack(
      await startStack({ ...given, port: 0, configuration, slackLimit, awsLimits: false, verbose: false }),
    );
  }

  close(): Promise<void> {
    return this.#stack.close();
  }

  /** Invokes what runs on a schedule, once, and loads every function. */
  warm(): Promise<void> {
    return this.#stack.warm();
  }

  async requestTypes(): Promise<RequestType[]> {
    return (await this.call(z.object({ types: z.array(requestType) }), '/request-types')).types;
  }

  meter(): Promise<MeterReport> {
    return this.call(meterReport, '/_local/meter');
  }

  /** Submits a type's example, under a name of its own unless it is `asIs`; returns the request's id. */
  async submit({ type, example }: RequestType, { asIs = false } = {}): Promise<string> {
    this.#submissions += 1;
    const suffix = asIs ? '' : `-${this.#submissions}`;
    const parameters = Object.fromEntries(
      Object.entries(example.parameters).map(([name, value]) => [
        name,
        /^(RoleName|PolicyName|name)$/.test(name) ? `${value}${suffix}` : value,
      ]),
    );
    return (await this.call(requestAnswer, '/requests', { type, ...example, parameters })).id;
  }

  /** Waits until the workflow waits for approvers, without calling the API; returns the card's `ts`. */
  async card(id: string): Promise<string> {
    const ts = await this.#eventually(`the card of ${id}`, async () => {
      const cards = await this.call(messages, `/_local/slack/messages?requestId=${id}`);
      return cards[0]?.ts;
    });
    await this.quiet();
    return ts;
  }

  /** Approves by the button of a card; returns when the app has acknowledged the click. */
  async approve(ts: string): Promise<void> {
    const answer = z.object({ status: z.number() });
    const click = { user: approver, ts, action: 'approve' };
    const { status } = await this.call(answer, '/_local/slack/actions', click);
    if (status !== 200) throw new UnexpectedAnswer(`The click was answered ${status}.`);
  }

  /** Waits until a request's workflow has ended, without calling the API. */
  async ended(id: string): Promise<void> {
    await this.#eventually(`the workflow of ${id} to end`, async () => {
      const found = await this.call(executions, `/_local/workflow/executions/${id}`);
      const running = found.executions.filter(({ status }) => status === 'RUNNING');
      return (found.executions.length > 0 && running.length === 0) || undefined;
    });
  }

  /** One request from submission to its resource. */
  async create(type: RequestType, options?: { asIs?: boolean }): Promise<string> {
    const id = await this.submit(type, options);
    await this.approve(await this.card(id));
    await this.ended(id);
    await this.expectCreated(id);
    return id;
  }

  /** Throws `UnexpectedAnswer` unless a request has its resource. */
  async expectCreated(id: string): Promise<void> {
    const { status } = await this.call(requestAnswer, `/requests/${id}`);
    if (status !== 'created') throw new UnexpectedAnswer(`${id} is ${status} instead of created.`);
  }

  /** Waits until nothing has been called for a while. */
  async quiet(): Promise<void> {
    const activity = async () => JSON.stringify(await this.meter());
    for (let before = '', now = await activity(); now !== before; ) {
      await setTimeout(150);
      [before, now] = [now, await activity()];
    }
  }

  async #eventually<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
    const until = Date.now() + maxWaitMilliseconds;
    while (Date.now() < until) {
      const found = await look();
      if (found !== undefined) return found;
      await setTimeout(20);
    }
    throw new UnexpectedAnswer(`Waited ${maxWaitMilliseconds / 1000} s for ${what}.`);
  }

  /** A GET, or a POST if there is a body; throws `UnexpectedAnswer` for anything but a success. */
  async call<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body?: object,
  ): Promise<z.output<Schema>> {
    const headers = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${this.#stack.url}${path}`, body && post);
    const text = await answer.text();
    if (!answer.ok) throw new UnexpectedAnswer(`${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  }
}
