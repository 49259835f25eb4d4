import * as z from 'zod';
import { forget, type Memory, type Sources } from '../double.ts';
import { withIds } from './blocks/blocks.ts';
import { sizeOfView } from './blocks/size.ts';
import { maxView, modal } from './blocks/views.ts';
import { Chat } from './chat.ts';
import { directoryMethods } from './directory.ts';
import { type Message, Messages, messagesState } from './messages.ts';
import { Pace } from './pace.ts';
import { appId, botId, teamId } from './people.ts';
import { type OpenView, PrivateReplies, type PrivateReply } from './private-replies.ts';
import { Scheduled } from './scheduled.ts';
import { parseArgument, SlackError } from './slack-error.ts';

/**
 * Slack's Web API without transport, as far as an app that posts cards and opens modals needs it. Refuses what Slack
 * would refuse.
 */
export class Slack {
  readonly #newId: () => string;
  readonly #messages: Messages;
  readonly #replies: PrivateReplies;
  readonly #chat: Chat;
  readonly #methods: Readonly<Record<string, (input: object) => object>>;

  /** `limit: false` lifts the limit for posting. */
  constructor({
    clock,
    newId,
    limit = true,
    state,
    remember = forget,
  }: Sources & Memory & { limit?: boolean }) {
    this.#newId = newId;
    this.#messages = new Messages({ clock, remember }, messagesState.parse(state ?? {}).messages);
    this.#replies = new PrivateReplies(clock);
    this.#chat = new Chat({
      messages: this.#messages,
      replies: this.#replies,
      pace: limit ? new Pace(clock) : undefined,
      newId,
    });
    const scheduled = new Scheduled({ clock, newId });
    this.#methods = {
      ...directoryMethods,
      'chat.postMessage': (input) => this.#chat.post(input),
      'chat.update': (input) => this.#chat.update(input),
      'chat.postEphemeral': (input) => this.#chat.ephemeral(input),
      'chat.scheduleMessage': (input) => scheduled.add(input),
      'chat.deleteScheduledMessage': (input) => scheduled.remove(input),
      'views.open': (input) => this.#open(input),
    };
  }

  /** Runs a method such as `chat.postMessage`; returns its answer with `ok: true`. Throws `SlackError`. */
  call(method: string, input: object): Record<string, unknown> {
    const run = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined;
    if (run === undefined) throw new SlackError('unknown_method');
    return { ok: true, ...run(input) };
  }

  /** Takes what was posted to the response URL of a click. Throws `SlackError`. */
  respond(clickId: string, input: object): void {
    this.#chat.respond(clickId, input);
  }

  /** Every message, oldest first. */
  messages(): Message[] {
    return this.#messages.all();
  }

  /** Every version of a message's blocks, newest first; throws `SlackError` if there is no such message. */
  versions(ts: string): Message['blocks'][] {
    return this.#messages.versions(ts);
  }

  /** What was sent to one person alone, oldest first. */
  privateReplies(): readonly PrivateReply[] {
    return this.#replies.all();
  }

  /** Registers a click on a message; returns the id that is its trigger id and the end of its response URL. */
  click(click: { user: string; messageTs: string }): string {
    const id = this.#newId();
    this.#replies.clicked(id, click);
    return id;
  }

  snapshot(): z.infer<typeof messagesState> {
    return this.#messages.snapshot();
  }

  #open(input: object): object {
    const given = parseArgument(opening, input, { code: 'invalid_arguments', at: '' });
    if (sizeOfView(given.view) > maxView) throw new SlackError('view_too_large');
    const checked = parseArgument(modal, given.view, { code: 'invalid_arguments', at: '/view' });
    const user = this.#replies.useTrigger(given.trigger_id);
    const blocks = withIds(checked.blocks, this.#newId);
    const id = `V${this.#newId().replaceAll('-', '').slice(0, 10).toUpperCase()}`;
    const view: OpenView = { ...checked, blocks, id, hash: this.#messages.nextTs() };
    this.#replies.add({ user, clickId: given.trigger_id, ts: this.#messages.nextTs(), view });
    return { view: { ...view, team_id: teamId, app_id: appId, bot_id: botId, state: { values: {} } } };
  }
}

const opening = z.object({ trigger_id: z.string(), view: z.unknown() });
