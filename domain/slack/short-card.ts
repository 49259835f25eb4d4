import type { ContextBlock, ModalView } from '@slack/types';
import type { Request } from '../trail/request.ts';
import { decideButtons, viewButton } from './buttons.ts';
import { type CardMessage, isDecided, title, who } from './card.ts';
import type { CardSurroundings } from './card-surroundings.ts';
import { notificationOf } from './notification.ts';
import { markOf } from './outcome.ts';
import { progress } from './progress.ts';
import { mrkdwn, plain, shortened } from './text.ts';

/** Progress is drawn from any number of decisions. */
const maxOfLine = 800;

/** The card where Slack refuses the whole one: who asks for what, how it stands, and the buttons. */
export function shortCardOf(request: Request, around: CardSurroundings = {}): CardMessage {
  const decided = isDecided(request);
  return {
    text: notificationOf(request),
    blocks: [
      title(request),
      who(request, around),
      { type: 'section', text: plain(decided ? elsewhere : beforeDeciding, maxOfLine), expand: true },
      decided ? { type: 'context', elements: [mrkdwn(markOf(request))] } : cut(progress(request)),
      decided ? viewButton(request) : decideButtons(request),
    ],
  };
}

const beforeDeciding =
  'Slack did not take the whole card. View everything shows the plan, why it is asked for, and what was found: read it before you decide.';
const elsewhere = 'Slack did not take the whole card. View everything shows the plan and what was found.';

/** The window where Slack refuses the one with everything. */
export function shortViewOf({ id, digest }: Request): ModalView {
  const where = `Slack does not take a window with all of it. Read it at GET /requests/${id}: its digest is ${digest}.`;
  return {
    type: 'modal',
    callback_id: 'plan',
    title: plain('Everything', 24),
    close: plain('Close', 24),
    blocks: [{ type: 'section', text: plain(where, 3000) }],
  };
}

function cut(block: ContextBlock): ContextBlock {
  const elements = block.elements.map((element) =>
    element.type === 'mrkdwn' ? { ...element, text: shortened(element.text, maxOfLine) } : element,
  );
  return { ...block, elements };
}
