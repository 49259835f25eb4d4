import type { ActionsBlock, ConfirmationDialog } from '@slack/types';
import { inOneLine } from '../text/misleading-text.ts';
import type { Request } from '../trail/request.ts';
import { quorumOf } from '../view.ts';
import { plain, shortened } from './text.ts';

/** What a button carries: which request, and which digest its card shows. */
export interface ButtonValue {
  requestId: string;
  digest: string;
}

export function decideButtons(request: Request): ActionsBlock {
  return {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { ...button(request, 'approve', 'Approve'), style: 'primary', confirm: confirmation(request) },
      { ...button(request, 'deny', 'Deny'), style: 'danger' },
      button(request, 'view', 'View everything'),
    ],
  };
}

export function viewButton(request: Request): ActionsBlock {
  return { type: 'actions', block_id: 'view', elements: [button(request, 'view', 'View everything')] };
}

/** Says what the click does: whether it creates something now, or who else is needed. */
function confirmation(request: Request): ConfirmationDialog {
  const { risk } = request.validated ?? {};
  const { counted, required } = quorumOf(request);
  const { title, name } = request.summary;
  const what = `${title} ${shortened(inOneLine(name), 128)}`;
  const missing = required - counted - 1;
  const effect =
    missing > 0
      ? `Yours is approval ${counted + 1} of ${required}; ${missing === 1 ? 'one more is' : `${missing} more are`} needed. It is about the ${what}.`
      : `This creates the ${what} in account ${request.plan[0]?.account} now.`;
  return {
    title: plain('Approve this request?', 100),
    text: plain(`${risk ? `${capitalised(risk)} risk. ` : ''}${effect}`, 300),
    confirm: plain('Approve', 30),
    deny: plain('Not yet', 30),
  };
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function button({ id, digest }: Request, action: 'approve' | 'deny' | 'view', label: string) {
  const value: ButtonValue = { requestId: id, digest };
  return { type: 'button' as const, action_id: action, text: plain(label, 75), value: JSON.stringify(value) };
}
