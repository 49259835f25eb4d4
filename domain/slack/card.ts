import type { KnownBlock, SectionBlock } from '@slack/types';
import { inOneLine } from '../text/misleading-text.ts';
import type { Request } from '../trail/request.ts';
import { decideButtons, viewButton } from './buttons.ts';
import type { CardSurroundings } from './card-surroundings.ts';
import { decidedBlocks } from './decided.ts';
import { documentBlocks } from './document-blocks.ts';
import { notificationOf } from './notification.ts';
import { personOf } from './outcome.ts';
import { progress } from './progress.ts';
import { quoted } from './rich-text.ts';
import { mrkdwn, plain, shortened } from './text.ts';

export interface CardMessage {
  text: string;
  blocks: KnownBlock[];
}

/** Findings a card has room for; the rest stands in "View everything". */
const maxFindings = 5;
const maxOfFinding = 300;

/**
 * The card that approvers see: first what it takes to decide, then the buttons, then the documents. Once decided, it is
 * the outcome. `text` is the notification.
 */
export function cardOf(request: Request, around: CardSurroundings = {}): CardMessage {
  const text = notificationOf(request);
  if (isDecided(request)) return { text, blocks: [...decidedBlocks(request), viewButton(request)] };
  const first = [
    title(request),
    who(request, around),
    quoted('Justification, in the words of the requester', request.justification),
    findings(request),
    progress(request),
    decideButtons(request),
  ];
  return { text, blocks: [...first, ...documentBlocks(request, around, first)] };
}

/** Whether nobody is asked any more. */
export function isDecided({ status }: Request): boolean {
  return status !== 'submitted' && status !== 'pending';
}

/** Risk and what it is. */
export function title({ summary, validated }: Request): KnownBlock {
  const risk = validated ? `${validated.risk.toUpperCase()} · ` : '';
  return { type: 'header', text: plain(inOneLine(`${risk}${summary.title}: ${summary.name}`), 150) };
}

/** Who asks, and where it would be. */
export function who({ requester, plan }: Request, { requesterInSlack }: CardSurroundings): SectionBlock {
  const person = requesterInSlack ? `<@${requesterInSlack}>` : personOf(requester);
  const where = `account ${plan[0]?.account}, ${plan[0]?.region}`;
  return {
    type: 'section',
    text: mrkdwn(`${shortened(person, 300)} asks for this in ${where}`),
    expand: true,
  };
}

function findings({ validated }: Request): KnownBlock {
  const all = validated?.findings ?? [];
  const lines = all
    .slice(0, maxFindings)
    .map(
      ({ severity, message }) => `${severity.toUpperCase()}: ${shortened(inOneLine(message), maxOfFinding)}`,
    );
  const more = all.length > maxFindings ? [`… and ${all.length - maxFindings} more`] : [];
  const text =
    lines.length > 0 ? [...lines, ...more].join('\n') : 'Nothing was found that needs a second look.';
  return { type: 'section', text: plain(text, 3000), expand: true };
}
