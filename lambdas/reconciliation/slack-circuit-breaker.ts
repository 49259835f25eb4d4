import type { SlackErrorKind } from '../../domain/slack/error-kinds.ts';
import type { SlackClient } from '../slack/client.ts';
import { SlackCircuitOpen, SlackFailure } from '../slack/failure.ts';

/** One may be a hiccup; each may take as long as Slack is waited for. */
const maxOutages = 2;
/** Not a channel's id. */
const everywhere = 'everywhere';

/** Slack for one run of the reconciler. */
export interface CircuitBrokenSlack extends SlackClient {
  /** Why Slack is no longer asked, wherever that is so. */
  readonly sparedFor: SlackErrorKind | undefined;
}

/**
 * After a failure that every other request would meet as well (Slack is down, does not know us, or wants to be asked
 * later than this run lasts), nobody asks again until the next run; after one of a channel, nobody asks for that channel.
 */
export function slackCircuitBreaker(
  slack: SlackClient,
  fits: (seconds: number) => boolean,
): CircuitBrokenSlack {
  const spared = new Map<string, SlackErrorKind>();
  let outages = 0;

  function note({ kind, retryAfter }: SlackFailure, channel: string): void {
    if (kind === 'outage') outages += 1;
    else outages = 0;
    const later = kind === 'rate-limited' && (retryAfter === undefined || !fits(retryAfter));
    const general = kind === 'token' || kind === 'secret' || later || outages >= maxOutages;
    if (general) spared.set(everywhere, kind);
    else if (kind === 'channel') spared.set(channel, kind);
  }

  async function ask<T>(channel: string, call: () => Promise<T>): Promise<T> {
    const kind = spared.get(everywhere) ?? spared.get(channel);
    if (kind) throw new SlackCircuitOpen(kind);
    try {
      const answer = await call();
      outages = 0;
      return answer;
    } catch (error) {
      if (error instanceof SlackFailure) note(error, channel);
      throw error;
    }
  }

  return {
    get sparedFor() {
      return spared.get(everywhere);
    },
    post: (message) => ask(message.channel, () => slack.post(message)),
    update: (message) => ask(message.channel, () => slack.update(message)),
    tell: (message) => ask(message.channel, () => slack.tell(message)),
    open: (triggerId, view) => ask(everywhere, () => slack.open(triggerId, view)),
    members: (group, workspaces) => ask(everywhere, () => slack.members(group, workspaces)),
    idOf: (email) => ask(everywhere, () => slack.idOf(email)),
    signingSecret: () => slack.signingSecret(),
  };
}
