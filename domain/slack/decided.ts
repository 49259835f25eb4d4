import type { KnownBlock } from '@slack/types';
import { inOneLine } from '../text/misleading-text.ts';
import type { Request } from '../trail/request.ts';
import { markOf, outcomeReason } from './outcome.ts';
import { progress } from './progress.ts';
import { escaped, mrkdwn, plain, shortened, slackTime } from './text.ts';

/** A decided request: outcome, name, who, when, and the ARN or the reason. The rest is in the window. */
export function decidedBlocks(request: Request): KnownBlock[] {
  const { summary, result } = request;
  const reason = outcomeReason(request);
  const line = `${markOf(request)} · ${slackTime(request.updatedAt)}`;
  return [
    { type: 'header', text: plain(inOneLine(`${summary.title}: ${summary.name}`), 150) },
    { type: 'section', text: mrkdwn(line), expand: true },
    progress(request),
    ...(result ? [{ type: 'section' as const, text: plain(inOneLine(result.arn), 3000), expand: true }] : []),
    ...(reason ? [reasonLine(reason)] : []),
  ];
}

/** In one line, so that none of it can pass for a line of ours. */
function reasonLine(reason: string): KnownBlock {
  return { type: 'section', text: mrkdwn(`*Reason:* ${escaped(shortened(reason, 1000))}`), expand: true };
}
