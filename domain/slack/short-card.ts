import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import { inOneLine } from '../misleading-text.ts';
import type { Request } from '../request.ts';
import { decideButtons, outcome, progress, shortDigest, viewButton } from './card.ts';
import { plain, shortened } from './text.ts';

/** However it is counted, six times this for each fact stays far below what Slack takes of a whole message. */
const mostOfFact = 150;
/** Progress and outcome are drawn from any number of decisions. */
const mostOfLine = 800;

/** The card where Slack refuses the whole one: who asks for what, how it stands, and the buttons. */
export function shortCardOf(request: Request): { text: string; blocks: KnownBlock[] } {
  const { id, status, summary } = request;
  const open = status === 'submitted' || status === 'pending';
  const blocks: KnownBlock[] = [
    facts(request),
    { type: 'section', text: plain(open ? beforeDeciding : elsewhere, mostOfLine) },
    line(progress(request)),
    ...(open ? [decideButtons(request)] : [line(outcome(request)), viewButton(request)]),
  ];
  return { text: `${summary.title}: request ${id} is ${status}`, blocks };
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

function facts({ id, digest, requester, summary, plan, validated }: Request): RichTextBlock {
  const lines: [string, string][] = [
    [summary.title, summary.name],
    ['Creates', summary.resource],
    ['Where', `account ${plan[0]?.account}, region ${plan[0]?.region}`],
    ['Requester', requester.id],
    ['Risk', validated?.risk ?? 'not analysed'],
    ['Request', id],
    ['Digest', shortDigest(digest)],
  ];
  const text = lines
    .map(([label, value]) => `${label}: ${shortened(inOneLine(value), mostOfFact)}`)
    .join('\n');
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function line(block: ReturnType<typeof progress>): ReturnType<typeof progress> {
  const elements = block.elements.map((element) =>
    element.type === 'mrkdwn' ? { ...element, text: shortened(element.text, mostOfLine) } : element,
  );
  return { ...block, elements };
}
