/** @import { Button } from '@slack/types' */
/** @import { PrivateReply, SlackMessage, Whisper } from './types.d.ts' */
/** @import { Conversation } from './message.js' */
import * as api from './api.js';
import { byId, drawList } from './dom.js';
import { drawConversation, isDirect } from './message.js';
import * as people from './people.js';
import { openConfirm, openDenial, openView } from './slack-dialogs.js';
import { notify } from './toast.js';

/** @type {SlackMessage[]} */
let messages = [];
/** What was answered to one person alone: Slack does not keep it either. @type {Whisper[]} */
let whispers = [];

/**
 * Sends a click to the stack and shows what Slack would show to the clicker alone. The modal of a denial was filled
 * in before the click, so it is not shown again.
 *
 * @param {string} ts
 * @param {string} action
 * @param {string} [reason]
 * @throws {Error} what is wrong with the reason, in the words of `response_action: errors`
 */
async function click(ts, action, reason) {
  const person = people.me()?.id ?? '';
  const answer = await api.click({ user: person, ts, action, ...(reason === undefined ? {} : { reason }) });
  if (answer.body?.errors) throw new Error(Object.values(answer.body.errors).join(' '));
  for (const reply of answer.replies ?? []) {
    const filledIn = action === 'deny' && reply.view;
    if (!filledIn) show(reply, person, ts);
  }
  if (answer.status >= 400) {
    notify(`Countersign answered ${answer.status}; Slack would show a warning sign beside the button.`);
  }
  redraw();
}

/**
 * @param {PrivateReply} reply
 * @param {string} person
 * @param {string} ts
 */
function show(reply, person, ts) {
  if (reply.view) openView(reply.view);
  else whispers = [...whispers, { person, ts, at: String(Date.now() / 1000), reply }];
}

/**
 * @param {SlackMessage} message
 * @param {Button} button
 * @param {HTMLButtonElement} element
 */
function onButton({ ts }, button, element) {
  const action = button.action_id ?? '';
  if (action === 'deny') {
    openDenial((reason) => click(ts, action, reason));
  } else if (button.confirm) {
    openConfirm(button.confirm, action, () => click(ts, action));
  } else {
    element.disabled = true;
    click(ts, action)
      .catch((error) => notify(error.message))
      .finally(() => {
        element.disabled = false;
      });
  }
}

/** @param {Whisper} dismissed */
function onDismiss(dismissed) {
  whispers = whispers.filter((whisper) => whisper !== dismissed);
  redraw();
}

/**
 * The request that a message is about: its buttons carry the id.
 *
 * @param {SlackMessage} message
 */
function requestOf({ blocks = [] }) {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const value = elements.find((element) => element.type === 'button')?.value;
  return value ? /"requestId":"([\w-]+)"/.exec(value)?.[1] : undefined;
}

/**
 * The messages of the channel as this person sees them, each with its thread.
 *
 * @returns {Conversation[]}
 */
function conversations() {
  const me = people.me()?.id;
  const visible = messages.filter(
    (message) => !isDirect(message) || message.channel.slice(1) === me?.slice(1),
  );
  const roots = visible.filter(({ ts, thread_ts: thread }) => !thread || thread === ts);
  return roots.map((parent) => {
    const requestId = requestOf(parent);
    return {
      parent,
      replies: visible.filter(({ ts, thread_ts: thread }) => thread === parent.ts && thread !== ts),
      whispers: whispers.filter(({ ts, person }) => ts === parent.ts && person === me),
      ...(requestId ? { requestId } : {}),
    };
  });
}

/** How near to its end, in pixels, the channel must be to follow new messages. */
const nearEnd = 120;

/** Shows the channel as the person who is looking now sees it. */
export function redraw() {
  const list = byId('messages');
  const follows = list.scrollHeight - list.scrollTop - list.clientHeight < nearEnd;
  const shown = conversations();
  drawList(list, shown, {
    key: ({ parent }) => parent.ts,
    draw: (conversation) => drawConversation(conversation, { onButton, onDismiss }),
    depends: people.all(),
  });
  byId('no-messages').hidden = shown.length > 0;
  const channel = messages.find((message) => !isDirect(message))?.channel;
  if (channel) byId('channel-name').textContent = `# ${channel.replace(/^[CG]0/, '').toLowerCase()}`;
  if (follows) list.scrollTop = list.scrollHeight;
}

/** Reads the channel again and shows what changed. */
export async function refresh() {
  messages = await api.messages();
  redraw();
}
