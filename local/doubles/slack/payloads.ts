import type { Button } from './blocks/elements.ts';
import type { Message } from './messages.ts';
import { appId, botId, botUserId, channel, type Person, teamId } from './people.ts';
import type { OpenView } from './private-replies.ts';

/** What every interaction payload begins with. */
function envelope({ id, username }: Person): object {
  return {
    user: { id, username, name: username, team_id: teamId },
    team: { id: teamId, domain: 'countersign' },
    api_app_id: appId,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** What Slack sends when a button of a message is clicked (`block_actions`). */
export function blockActions(click: {
  person: Person;
  message: Message;
  button: Button;
  blockId: string;
  triggerId: string;
  responseUrl: string;
  actionTs: string;
}): object {
  const { person, message, button, blockId, triggerId } = click;
  const { ts, text, blocks, thread_ts } = message;
  const name = message.channel === channel.id ? channel.name : 'directmessage';
  return {
    type: 'block_actions',
    ...envelope(person),
    container: { type: 'message', message_ts: ts, channel_id: message.channel, is_ephemeral: false },
    trigger_id: triggerId,
    channel: { id: message.channel, name },
    message: {
      ...{ type: 'message', user: botUserId, bot_id: botId, app_id: appId, team: teamId },
      ...{ ts, text, blocks, ...(thread_ts !== undefined && { thread_ts }) },
    },
    state: { values: {} },
    response_url: click.responseUrl,
    actions: [
      {
        type: 'button',
        action_id: button.action_id,
        block_id: blockId,
        text: button.text,
        value: button.value,
        action_ts: click.actionTs,
      },
    ],
  };
}

/** What Slack sends when a modal is submitted (`view_submission`), its first text input filled with `text`. */
export function viewSubmission(submission: {
  person: Person;
  view: OpenView;
  text: string | undefined;
  triggerId: string;
}): object {
  const { person, view, text, triggerId } = submission;
  return {
    type: 'view_submission',
    ...envelope(person),
    trigger_id: triggerId,
    view: {
      ...view,
      ...{ team_id: teamId, app_id: appId, bot_id: botId, app_installed_team_id: teamId },
      ...{ root_view_id: view.id, previous_view_id: null },
      state: { values: inputValues(view, text) },
    },
    response_urls: [],
  };
}

function inputValues(view: OpenView, text: string | undefined): object {
  const inputs = view.blocks.flatMap((block) => {
    const isText = block.type === 'input' && block.element.type === 'plain_text_input';
    return isText ? [{ blockId: block.block_id ?? '', actionId: block.element.action_id ?? '' }] : [];
  });
  const entries = inputs.map(({ blockId, actionId }, index) => {
    const value = index === 0 ? (text ?? null) : null;
    return [blockId, { [actionId]: { type: 'plain_text_input', value } }];
  });
  return Object.fromEntries(entries);
}
