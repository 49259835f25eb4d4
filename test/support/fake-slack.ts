import type { KnownBlock, ModalView } from '@slack/types';
import type { SlackClient } from '../../lambdas/slack/client.ts';
import { SlackFailure } from '../../lambdas/slack/failure.ts';
import { maxBlocks, sizeOfBlocks } from '../../local/doubles/slack/blocks/size.ts';
import { emails, groups } from './people.ts';

export interface Posted {
  channel: string;
  ts: string;
  text: string;
  blocks: KnownBlock[];
  threadTs: string | undefined;
  updates: number;
}

type Method = 'post' | 'update' | 'tell' | 'open' | 'members' | 'idOf';
/** `refuse`: nothing happened. `lose`: it happened, and the answer was lost. */
interface Trouble {
  method: Method;
  kind: 'refuse' | 'lose';
  failure: SlackFailure;
  times: number;
}

/** Slack as Countersign uses it, in memory; a test says what goes wrong. */
export class FakeSlack implements SlackClient {
  readonly posted: Posted[] = [];
  readonly told: { channel: string; user: string; text: string }[] = [];
  readonly opened: { triggerId: string; view: ModalView }[] = [];
  readonly groups = new Map(groups);
  readonly emails = new Map(emails);
  #troubles: Trouble[] = [];
  readonly #meanwhile: { method: Method; act: () => Promise<unknown> }[] = [];

  /** The cards: what was not posted into a thread. */
  get cards(): Posted[] {
    return this.posted.filter(({ threadTs }) => threadTs === undefined);
  }

  get replies(): Posted[] {
    return this.posted.filter(({ threadTs }) => threadTs !== undefined);
  }

  trouble(
    method: Method,
    {
      kind = 'refuse',
      code = kind === 'lose' ? 'slack_webapi_request_error' : 'internal_error',
      retryAfter,
      times = Number.POSITIVE_INFINITY,
    }: { kind?: Trouble['kind']; code?: string; retryAfter?: number; times?: number } = {},
  ): void {
    this.#troubles.push({ method, kind, failure: new SlackFailure(code, retryAfter), times });
  }

  /** Lets another actor in between, once: after the next call of a method took effect. */
  after(method: Method, act: () => Promise<unknown>): void {
    this.#meanwhile.push({ method, act });
  }

  recover(): void {
    this.#troubles = [];
  }

  async post({ channel, text, blocks = [], threadTs }: Parameters<SlackClient['post']>[0]): Promise<string> {
    return this.#do('post', () => {
      refuseTooLong(blocks);
      const ts = `1790000000.${String(this.posted.length + 1).padStart(6, '0')}`;
      this.posted.push({ channel, ts, text, blocks, threadTs, updates: 0 });
      return ts;
    });
  }

  async update({ ts, text, blocks }: Parameters<SlackClient['update']>[0]): Promise<void> {
    return this.#do('update', () => {
      refuseTooLong(blocks);
      const message = this.posted.find((each) => each.ts === ts);
      if (!message) throw new SlackFailure('message_not_found');
      Object.assign(message, { text, blocks, updates: message.updates + 1 });
    });
  }

  async tell(message: Parameters<SlackClient['tell']>[0]): Promise<void> {
    return this.#do('tell', () => void this.told.push(message));
  }

  async open(triggerId: string, view: ModalView): Promise<void> {
    return this.#do('open', () => void this.opened.push({ triggerId, view }));
  }

  async members(group: string): Promise<readonly string[]> {
    return this.#do('members', () => this.groups.get(group) ?? []);
  }

  async idOf(email: string): Promise<string | undefined> {
    return this.#do('idOf', () => this.emails.get(email));
  }

  async signingSecret(): Promise<string> {
    return '8f742231b10e8888abcd99yyyzzz85a5';
  }

  async #do<T>(method: Method, act: () => T): Promise<T> {
    const trouble = this.#troubles.find((each) => each.method === method && each.times > 0);
    if (!trouble) {
      const result = act();
      const index = this.#meanwhile.findIndex((each) => each.method === method);
      const [other] = index < 0 ? [] : this.#meanwhile.splice(index, 1);
      await other?.act();
      return result;
    }
    trouble.times -= 1;
    if (trouble.kind === 'lose') act();
    throw trouble.failure;
  }
}

function refuseTooLong(blocks: readonly KnownBlock[]): void {
  if (sizeOfBlocks(blocks) > maxBlocks) throw new SlackFailure('msg_blocks_too_long');
}
