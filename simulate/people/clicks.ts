import type { ModalView } from '@slack/types';
import type { ApiEvent } from '../../lambdas/http/api-event.ts';
import { signatureOf } from '../../lambdas/slack/signature.ts';
import { secrets } from '../world/doubles.ts';
import type { Posted } from '../world/slack.ts';
import { interaction } from './api.ts';
import type { Person } from './people.ts';

export type ClickKind = 'approve' | 'deny' | 'view';

/** The value of a button, in any version of the card: a client may still show an earlier one. */
export function buttonValue({ versions }: Posted, kind: ClickKind): string | undefined {
  for (const blocks of versions) {
    for (const block of blocks) {
      const elements = block.type === 'actions' ? block.elements : [];
      const button = elements.find((element) => element.type === 'button' && element.action_id === kind);
      if (button?.type === 'button') return button.value;
    }
  }
  return undefined;
}

function envelope({ id, email }: Person) {
  return {
    user: { id, username: email.split('@')[0], team_id: 'T0COUNTERSIGN' },
    team: { id: 'T0COUNTERSIGN' },
    api_app_id: 'A0COUNTERSIGN',
  };
}

/** What Slack sends for a click on a card's button. */
export function clickOn(
  card: Posted,
  click: { person: Person; kind: ClickKind; value: string; triggerId: string; now: number },
): ApiEvent {
  const { person, kind, value, triggerId, now } = click;
  const payload = {
    type: 'block_actions',
    ...envelope(person),
    trigger_id: triggerId,
    container: { type: 'message', message_ts: card.ts, channel_id: card.channel },
    actions: [{ type: 'button', action_id: kind, value }],
  };
  return signed(payload, now);
}

/** What Slack sends when the modal that asks why is submitted. */
export function denialOf({ private_metadata }: ModalView, person: Person, now: number): ApiEvent {
  const values = { reason: { reason: { type: 'plain_text_input', value: 'Not needed any more.' } } };
  const view = { callback_id: 'deny', private_metadata, state: { values } };
  return signed({ type: 'view_submission', ...envelope(person), view }, now);
}

function signed(payload: object, now: number): ApiEvent {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(now / 1000));
  const signature = signatureOf(Buffer.from(body), timestamp, secrets.signingSecret);
  return interaction(body, { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature });
}
