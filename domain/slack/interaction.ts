import * as z from 'zod';
import type { Actor } from '../trail/events.ts';
import { sender, slackId } from './sender.ts';

/** What the button of a card carries, in its `value`. */
const buttonValue = z.object({ requestId: z.uuid(), digest: z.string() });
const card = z.object({ channel: slackId, ts: z.string().regex(/^\d{1,12}\.\d{1,9}$/) });

const action = z.object({ action_id: z.enum(['approve', 'deny', 'view']), value: jsonText(buttonValue) });

/** A click, as in https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const click = z
  .object({
    type: z.literal('block_actions'),
    ...sender,
    trigger_id: z.string(),
    container: z.object({ channel_id: slackId, message_ts: z.string() }),
    actions: z.tuple([action], action),
  })
  .transform(({ container, actions, ...rest }) => ({
    ...rest,
    ...actions[0],
    card: { channel: container.channel_id, ts: container.message_ts },
  }));

/** Inside a window nothing of ours is to be clicked; what is typed there comes with its submission. */
const inView = z.object({
  type: z.literal('block_actions'),
  container: z.object({ type: z.literal('view') }),
});

/** What somebody wrote: the modal takes 1,000 characters. Half a surrogate pair could not be hashed. */
const reason = z
  .string()
  .nullable()
  .transform((text) => (text ?? '').trim().slice(0, 1000).toWellFormed());

/** A submitted modal, as in https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const denial = z.object({
  type: z.literal('view_submission'),
  ...sender,
  view: z.object({
    callback_id: z.literal('deny'),
    private_metadata: jsonText(buttonValue.extend({ card })),
    state: z.object({
      values: z.object({ reason: z.object({ reason: z.object({ value: reason }) }) }),
    }),
  }),
});

function jsonText<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

export type Click = z.output<typeof click>;
export type Denial = z.output<typeof denial>;
export type Interaction = Click | Denial;

/** What a signed form post says: an interaction of ours, something else of Slack's, or nothing that Slack sends. */
export type ParsedInteraction =
  | { kind: 'ours'; interaction: Interaction }
  | { kind: 'foreign' }
  | { kind: 'malformed' };

/** Reads `payload` from a form-encoded body (https://docs.slack.dev/interactivity/handling-user-interaction). */
export function parseInteraction(body: string): ParsedInteraction {
  const payload = jsonText(z.object({ type: z.string() }).loose()).safeParse(
    new URLSearchParams(body).get('payload'),
  );
  if (!payload.success) return { kind: 'malformed' };
  const { type } = payload.data;
  if (type !== 'block_actions' && type !== 'view_submission') return { kind: 'foreign' };
  if (inView.safeParse(payload.data).success) return { kind: 'foreign' };
  const interaction = z.union([click, denial]).safeParse(payload.data);
  return interaction.success ? { kind: 'ours', interaction: interaction.data } : { kind: 'malformed' };
}

/** The person who interacted, by id; the name is for reading only. */
export function actorOf({ user }: Interaction): Actor {
  const name = (user.username ?? user.name)?.toWellFormed();
  return { kind: 'slack', id: user.id, ...(name && { name }) };
}
