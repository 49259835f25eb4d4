import type { Block } from './blocks/blocks.ts';
import type { Modal } from './blocks/views.ts';
import { SlackError } from './slack-error.ts';

/** A modal that is open, as Slack describes it to the app. */
export type OpenView = Modal & { id: string; hash: string };

/** Something that one person alone sees: an ephemeral message or a modal. */
export interface PrivateReply {
  user: string;
  /** The click it answers, where that is known: Slack does not tie ephemeral messages to one. */
  clickId?: string;
  ts: string;
  channel?: string;
  text?: string;
  blocks?: Block[];
  view?: OpenView;
}

/** A click's leave to answer: how long a trigger id lives, and how often and long a response URL works. */
const triggerMilliseconds = 3000;
const responseMilliseconds = 30 * 60 * 1000;
const responseUses = 5;

interface Click {
  user: string;
  messageTs: string;
  at: number;
  triggerUsed: boolean;
  responses: number;
}

/** The clicks that may still be answered, and what was sent to one person alone, oldest first. */
export class PrivateReplies {
  readonly #clock: () => Date;
  readonly #clicks = new Map<string, Click>();
  readonly #sent: PrivateReply[] = [];

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Registers a click under an id, which serves as its trigger id and as the end of its response URL. */
  clicked(id: string, click: { user: string; messageTs: string }): void {
    this.#clicks.set(id, { ...click, at: this.#clock().getTime(), triggerUsed: false, responses: 0 });
  }

  /** Uses up a trigger id; returns who clicked. Throws what views.open answers to a bad one. */
  useTrigger(id: string): string {
    const click = this.#clicks.get(id);
    if (click === undefined) throw new SlackError('invalid_trigger_id');
    if (click.triggerUsed) throw new SlackError('exchanged_trigger_id');
    if (this.#age(click) > triggerMilliseconds) throw new SlackError('expired_trigger_id');
    click.triggerUsed = true;
    return click.user;
  }

  /** Uses a response URL once; returns whose click it answers, on which message. */
  useResponse(id: string): { user: string; messageTs: string } {
    const click = this.#clicks.get(id);
    const over = click === undefined || this.#age(click) > responseMilliseconds;
    if (over || click.responses >= responseUses) throw new SlackError('expired_url');
    click.responses += 1;
    return click;
  }

  add(reply: PrivateReply): void {
    this.#sent.push(reply);
  }

  all(): readonly PrivateReply[] {
    return this.#sent;
  }

  #age({ at }: Click): number {
    return this.#clock().getTime() - at;
  }
}
