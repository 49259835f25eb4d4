import type { Configuration } from '../../domain/configuration/configuration.ts';
import { type CardMessage, cardOf } from '../../domain/slack/card.ts';
import { shortCardOf } from '../../domain/slack/short-card.ts';
import type { Request } from '../../domain/trail/request.ts';
import type { Log } from '../log.ts';
import { SlackFailure } from './failure.ts';

/**
 * Posts or updates the card of a request by `send`, who asks as a mention if Slack knows them; where Slack refuses what it says, the short one at once, since nobody
 * could decide otherwise. Rejects as `send` does.
 */
export async function sendCard<T>(
  request: Request,
  requesterInSlack: string | undefined,
  { log, configuration }: { log: Log; configuration: Pick<Configuration, 'deployment'> },
  send: (card: CardMessage) => Promise<T>,
): Promise<T> {
  const around = { requesterInSlack, requestUrl: configuration.deployment.requestUrl };
  try {
    return await send(cardOf(request, around));
  } catch (error) {
    if (!(error instanceof SlackFailure) || error.kind !== 'content') throw error;
    log.warn('Slack refused a card; a short one is shown', { requestId: request.id, code: error.code });
    return send(shortCardOf(request, around));
  }
}
