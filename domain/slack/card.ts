import type { ActionsBlock, ContextBlock, KnownBlock, RichTextBlock } from '@slack/types';
import { inOneLine } from '../misleading-text.ts';
import type { Request } from '../request.ts';
import { quorumOf } from '../view.ts';
import { approversOf, deciderOf, decisionLines, outcomeLine } from './outcome.ts';
import { planBlocks } from './plan-blocks.ts';
import { quoted } from './rich-text.ts';
import { mrkdwn, plain, slackTime } from './text.ts';

/** Findings a card has room for; the rest stands in "View everything". */
const mostFindings = 5;
/** A section takes 3,000 characters, but all blocks of a message together about 13,000. */
const mostOfFindings = 2000;

/** What a button carries: which request, and which digest its card shows. */
export interface ButtonValue {
  requestId: string;
  digest: string;
}

/** The card that approvers see, drawn from the trail alone. `text` is the notification, without user text. */
export function cardOf(request: Request): { text: string; blocks: KnownBlock[] } {
  const { id, status, summary } = request;
  const open = status === 'submitted' || status === 'pending';
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(`${summary.title}: ${summary.name}`, 150) },
    facts(request),
    quoted('Justification, in the words of the requester', request.justification),
    ...planBlocks(request.plan),
    ...findings(request),
    progress(request),
    ...(open ? [decideButtons(request)] : [outcome(request), viewButton(request)]),
  ];
  return { text: `${summary.title}: request ${id} is ${status}`, blocks };
}

/** Facts as rich text, whose elements Slack shows literally: no mention, link or style comes out of them. */
function facts({ id, digest, requester, summary, plan, validated }: Request): RichTextBlock {
  const call = plan[0];
  const lines: [string, string][] = [
    ['Creates', summary.resource],
    ['Where', `account ${call?.account}, region ${call?.region}`],
    ['Requester', `${requester.name ?? requester.id} (${requester.id})`],
    ['Risk', validated?.risk ?? 'not analysed'],
    ['Request', id],
    ['Digest', shortDigest(digest)],
  ];
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: lines.flatMap(([label, value], index) => [
          { type: 'text' as const, text: `${index > 0 ? '\n' : ''}${label}: `, style: { bold: true } },
          { type: 'text' as const, text: inOneLine(value) },
        ]),
      },
    ],
  };
}

/** The first characters of a digest, enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

function findings({ validated }: Request): KnownBlock[] {
  const all = validated?.findings ?? [];
  if (all.length === 0) return [];
  const lines = all
    .slice(0, mostFindings)
    .map(({ severity, message }) => `${severity.toUpperCase()}: ${inOneLine(message)}`);
  const more = all.length > mostFindings ? [`… and ${all.length - mostFindings} more`] : [];
  return [{ type: 'section', text: plain([...lines, ...more].join('\n'), mostOfFindings) }];
}

export function progress(request: Request): ContextBlock {
  const { counted, required } = quorumOf(request);
  const { approval, status, validated, withdrawn } = request;
  const waiting = status === 'pending' && approval && validated;
  const parts = [
    `*${counted} of ${required}* approvals`,
    ...decisionLines(request),
    ...(waiting && withdrawn.length > 0
      ? [`no longer counts: ${withdrawn.map((approver) => deciderOf({ approver }, request)).join(', ')}`]
      : []),
    ...(request.stopped ? ['*stopped by an operator*'] : []),
    ...(waiting ? [`waiting for ${approversOf(validated.rule)}`] : []),
    ...(waiting ? [`expires ${slackTime(approval.expiresAt)}`] : []),
  ];
  return { type: 'context', elements: [mrkdwn(parts.join(' · '))] };
}

export function outcome(request: Request): ContextBlock {
  return { type: 'context', elements: [mrkdwn(outcomeLine(request))] };
}

export function decideButtons(request: Request): ActionsBlock {
  const { title, name } = request.summary;
  const where = `account ${request.plan[0]?.account}`;
  return {
    type: 'actions',
    block_id: 'decide',
    elements: [
      {
        ...button(request, 'approve', 'Approve'),
        style: 'primary',
        confirm: {
          title: plain('Approve this request?', 100),
          text: plain(`This creates the ${title} ${name} in ${where}.`, 300),
          confirm: plain('Approve', 30),
          deny: plain('Not yet', 30),
        },
      },
      { ...button(request, 'deny', 'Deny'), style: 'danger' },
      button(request, 'view', 'View everything'),
    ],
  };
}

export function viewButton(request: Request): ActionsBlock {
  return { type: 'actions', block_id: 'view', elements: [button(request, 'view', 'View everything')] };
}

function button({ id, digest }: Request, action: 'approve' | 'deny' | 'view', label: string) {
  const value: ButtonValue = { requestId: id, digest };
  return { type: 'button' as const, action_id: action, text: plain(label, 75), value: JSON.stringify(value) };
}
