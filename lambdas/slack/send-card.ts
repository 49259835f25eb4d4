import type { Request } from '../../domain/request.ts';
import { cardOf } from '../../domain/slack/card.ts';
import { shortCardOf } from '../../domain/slack/short-card.ts';
import type { Log } from '../log.ts';
import { SlackFailure } from './failure.ts';

/**
 * Posts or updates the card of a request by `send`; where Slack refuses what it says, the short one at once, since nobody
 * could decide otherwise. Rejects as `send` does.
 */
export async function sendCard<T>(
  request: Request,
  { log }: { log: Log },
  send: (card: ReturnType<typeof cardOf>) => Promise<T>,
): Promise<T> {
  try {
    return await send(cardOf(request));
  } catch (error) {
    if (!(error instanceof SlackFailure) || error.kind !== 'content') throw error;
    log.warn('Slack refused a card; a short one is shown', { requestId: request.id, code: error.code });
    return send(shortCardOf(request));
  }
}
