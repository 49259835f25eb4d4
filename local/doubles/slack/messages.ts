import * as z from 'zod';
import type { Remember } from '../journal.ts';
import { type Block, blockList } from './blocks/blocks.ts';
import { SlackError } from './slack-error.ts';

/** A message as the local stack shows it. */
export interface Message {
  channel: string;
  ts: string;
  text: string;
  blocks: Block[];
  thread_ts?: string | undefined;
  updated: boolean;
}

/** A message with every version of its blocks, oldest first: a client may still show an earlier one. */
const record = z.object({
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  thread_ts: z.string().optional(),
  versions: z.array(blockList(50)).min(1),
});
type MessageRecord = z.infer<typeof record>;
export const messagesState = z.object({ messages: z.array(record).default([]) });

/** Every message that was posted, oldest first. */
export class Messages {
  readonly #clock: () => Date;
  readonly #remember: Remember;
  readonly #byTs: Map<string, MessageRecord>;
  #lastMicroseconds = 0;

  constructor(
    { clock, remember }: { clock: () => Date; remember: Remember },
    kept: readonly MessageRecord[],
  ) {
    this.#clock = clock;
    this.#remember = remember;
    this.#byTs = new Map(kept.map((message) => [message.ts, message]));
    const newest = kept.at(-1)?.ts.replace('.', '');
    this.#lastMicroseconds = Number(newest ?? 0);
  }

  /** Slack's message ids are times in seconds with six places, unique and rising. */
  nextTs(): string {
    this.#lastMicroseconds = Math.max(this.#clock().getTime() * 1000, this.#lastMicroseconds + 1);
    const digits = String(this.#lastMicroseconds).padStart(7, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  add(message: { channel: string; text: string; blocks: Block[]; thread_ts?: string | undefined }): Message {
    const { blocks, ...rest } = message;
    const added = { ...rest, ts: this.nextTs(), versions: [blocks] };
    this.#keep(added);
    return shown(added);
  }

  update(ts: string, change: { text: string; blocks: Block[] }): Message {
    const message = this.#find(ts);
    return shown(
      this.#keep({ ...message, text: change.text, versions: [...message.versions, change.blocks] }),
    );
  }

  find(ts: string): Message {
    return shown(this.#find(ts));
  }

  has(ts: string): boolean {
    return this.#byTs.has(ts);
  }

  /** Every version of a message's blocks, newest first. */
  versions(ts: string): Block[][] {
    return this.#find(ts).versions.toReversed();
  }

  all(): Message[] {
    return [...this.#byTs.values()].map(shown);
  }

  snapshot(): z.infer<typeof messagesState> {
    return { messages: [...this.#byTs.values()] };
  }

  #keep(message: MessageRecord): MessageRecord {
    this.#remember('messages', message.ts, message);
    this.#byTs.set(message.ts, message);
    return message;
  }

  #find(ts: string): MessageRecord {
    const message = this.#byTs.get(ts);
    if (message === undefined) throw new SlackError('message_not_found');
    return message;
  }
}

function shown({ versions, ...message }: MessageRecord): Message {
  return { ...message, blocks: versions.at(-1) ?? [], updated: versions.length > 1 };
}
