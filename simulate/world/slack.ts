import type { KnownBlock, ModalView } from '@slack/types';
import { SlackFailure } from '../../lambdas/slack/failure.ts';
import { maxBlocks, sizeOfBlocks } from '../../local/doubles/slack/blocks/size.ts';
import { Pace } from '../../local/doubles/slack/pace.ts';

/** A message in the channel or in a thread, with every version of its blocks, oldest first. */
export interface Posted {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  text: string;
  versions: (readonly KnownBlock[])[];
}

interface Message {
  channel: string;
  text: string;
  blocks?: KnownBlock[];
  threadTs?: string;
}

/** Slack as far as our client goes: messages at their pace, private answers, modals, and a directory that changes. */
export class SimulatedSlack {
  readonly posted = new Map<string, Posted>();
  readonly told: { user: string; text: string }[] = [];
  /** Modals by the click that opened them. */
  readonly opened = new Map<string, ModalView>();
  readonly #memberships = new Map<string, { from: number; members: readonly string[] }[]>();
  readonly emails = new Map<string, string>();
  readonly #now: () => number;
  readonly #pace: Pace;
  #lastMicroseconds = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#pace = new Pace(() => new Date(now()));
  }

  /** Posts a message; returns its `ts`. */
  post({ channel, text, blocks = [], threadTs }: Message): string {
    refuseTooLong(blocks);
    const wait = this.#pace.take(channel);
    if (wait > 0) throw new SlackFailure('ratelimited', wait);
    if (threadTs !== undefined && !this.posted.has(threadTs)) throw new SlackFailure('thread_not_found');
    this.#lastMicroseconds = Math.max(this.#now() * 1000, this.#lastMicroseconds + 1);
    const digits = String(this.#lastMicroseconds);
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    this.posted.set(ts, { channel, ts, threadTs, text, versions: [blocks] });
    return ts;
  }

  update({ ts, text, blocks }: { ts: string; text: string; blocks: KnownBlock[] }): void {
    const message = this.posted.get(ts);
    if (message === undefined) throw new SlackFailure('message_not_found');
    refuseTooLong(blocks);
    message.text = text;
    message.versions.push(blocks);
  }

  tell({ user, text }: { user: string; text: string }): void {
    this.told.push({ user, text });
  }

  open({ triggerId, view }: { triggerId: string; view: ModalView }): void {
    this.opened.set(triggerId, view);
  }

  members(group: string): readonly string[] {
    const members = this.#memberships.get(group)?.at(-1)?.members;
    if (members === undefined) throw new SlackFailure('no_such_subteam');
    return members;
  }

  /** Puts people into a group, and everybody else out of it. */
  setMembers(group: string, members: readonly string[]): void {
    const earlier = this.#memberships.get(group) ?? [];
    this.#memberships.set(group, [...earlier, { from: this.#now(), members }]);
  }

  /** Whether somebody was in a group at any moment since a time. */
  wasMember(group: string, user: string, since: number): boolean {
    const all = this.#memberships.get(group) ?? [];
    return all.some(({ members }, index) => {
      const until = all[index + 1]?.from ?? Number.POSITIVE_INFINITY;
      return until >= since && members.includes(user);
    });
  }

  idOf(email: string): string | undefined {
    return this.emails.get(email);
  }

  /** The cards of a request, oldest first: what was posted to the channel itself. */
  cards(requestId: string): Posted[] {
    return [...this.posted.values()].filter(
      ({ threadTs, versions }) => threadTs === undefined && isAbout(requestId, versions),
    );
  }
}

/** Whether the buttons of a card name a request. */
export function isAbout(requestId: string, blocks: unknown): boolean {
  return JSON.stringify(blocks).includes(JSON.stringify(`"requestId":"${requestId}"`).slice(1, -1));
}

function refuseTooLong(blocks: readonly KnownBlock[]): void {
  if (sizeOfBlocks(blocks) > maxBlocks) throw new SlackFailure('msg_blocks_too_long');
}
