import type { ContextBlock } from '@slack/types';
import type { Request } from '../trail/request.ts';
import { quorumOf } from '../view.ts';
import { approversOf, deciderOf, decisionLines } from './outcome.ts';
import { mrkdwn, slackTime } from './text.ts';

/** How far it is, who is still needed, and until when. */
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
    ...(waiting ? [`until ${slackTime(approval.expiresAt)}`] : []),
  ];
  return { type: 'context', elements: [mrkdwn(parts.join(' · '))] };
}
