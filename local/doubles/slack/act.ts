import * as z from 'zod';
import type { Block } from './blocks/blocks.ts';
import type { Button } from './blocks/elements.ts';
import { blockActions, viewSubmission } from './payloads.ts';
import { type Person, people } from './people.ts';
import type { OpenView, PrivateReply } from './private-replies.ts';
import { signedHeaders } from './signature.ts';
import type { Slack } from './slack.ts';

/** How an interaction gets to the app: the raw form body and Slack's headers, to the app's interactivity URL. */
export type Deliver = (
  rawBody: string,
  headers: Record<string, string>,
) => Promise<{ status: number; body: string }>;

/** What a click comes to: the app's answer, parsed if it is JSON, and what it sent to the clicker alone. */
export interface ActionAnswer {
  status: number;
  body: unknown;
  replies: Omit<PrivateReply, 'user' | 'clickId'>[];
}

/** A click that nobody could make in Slack; the message says why. */
export class InvalidAction extends Error {
  override readonly name = 'InvalidAction';
}

export interface Interactivity {
  slack: Slack;
  signingSecret: string;
  clock: () => Date;
  /** Where answers to a click can be posted. */
  responseUrl: (clickId: string) => string;
  deliver: Deliver;
}

const click = z.strictObject({
  user: z.enum(people.map(({ id }) => id)),
  ts: z.string().min(1),
  action: z.enum(['approve', 'deny', 'view']),
  reason: z.string().optional(),
});

/**
 * Does what a person does in Slack: clicks a button of a message, and fills in and submits the modal that a denial
 * opens. A button counts as visible if any version of the message had it, since a client may lag behind. `input` is of
 * unchecked origin; throws `InvalidAction`.
 */
export async function act(input: unknown, to: Interactivity): Promise<ActionAnswer> {
  const parsed = click.safeParse(input);
  if (!parsed.success) throw new InvalidAction(z.prettifyError(parsed.error));
  const { user, ts, action, reason } = parsed.data;
  const person = people.find(({ id }) => id === user);
  if (person === undefined) throw new InvalidAction(`There is no ${user}.`);
  const sentBefore = to.slack.privateReplies().length;
  const clicked = await clickButton({ person, ts, action }, to);
  const modal = to.slack.privateReplies().find(({ clickId }) => clickId === clicked.clickId)?.view;
  const last =
    action === 'deny' && modal !== undefined ? await submit({ person, modal, reason, ts }, to) : clicked;
  const clickIds = [undefined, clicked.clickId, last.clickId];
  const replies = to.slack
    .privateReplies()
    .slice(sentBefore)
    .filter((reply) => reply.user === user && clickIds.includes(reply.clickId))
    .map(({ user: _user, clickId: _clickId, ...reply }) => reply);
  return { status: last.status, body: parsedBody(last.body), replies };
}

/** The app's answer to one payload, and the click that the payload was about. */
interface Delivered {
  clickId: string;
  status: number;
  body: string;
}

async function clickButton(
  { person, ts, action }: { person: Person; ts: string; action: string },
  to: Interactivity,
): Promise<Delivered> {
  const message = to.slack.messages().find((one) => one.ts === ts);
  if (message === undefined) throw new InvalidAction(`There is no message ${ts}.`);
  const buttons = to.slack.versions(ts).flatMap((blocks) => buttonsOf(blocks));
  const pressed = buttons.find(({ button }) => button.action_id === action);
  if (pressed === undefined) throw new InvalidAction(`The message ${ts} has no button ${action}.`);
  const clickId = to.slack.click({ user: person.id, messageTs: ts });
  const responseUrl = to.responseUrl(clickId);
  const actionTs = String(to.clock().getTime() / 1000);
  const payload = blockActions({ person, message, ...pressed, triggerId: clickId, responseUrl, actionTs });
  return { clickId, ...(await send(payload, to)) };
}

async function submit(
  given: { person: Person; modal: OpenView; reason: string | undefined; ts: string },
  to: Interactivity,
): Promise<Delivered> {
  const { person, modal, reason, ts } = given;
  const clickId = to.slack.click({ user: person.id, messageTs: ts });
  const payload = viewSubmission({ person, view: modal, text: reason, triggerId: clickId });
  return { clickId, ...(await send(payload, to)) };
}

function send(payload: object, to: Interactivity): Promise<{ status: number; body: string }> {
  const rawBody = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return to.deliver(rawBody, signedHeaders(rawBody, to.signingSecret, to.clock()));
}

function buttonsOf(blocks: readonly Block[]): { button: Button; blockId: string }[] {
  return blocks.flatMap((block) => {
    const elements = block.type === 'actions' ? block.elements : [];
    return elements.flatMap((element) =>
      element.type === 'button' ? [{ button: element, blockId: block.block_id ?? '' }] : [],
    );
  });
}

function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
