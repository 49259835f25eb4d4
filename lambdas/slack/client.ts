import type { KnownBlock, ModalView } from '@slack/types';
import { LogLevel, WebClient } from '@slack/web-api';
import type { Metrics } from '../../domain/metrics/metrics.ts';
import { whereGroupIs } from '../../domain/slack/teams.ts';
import { failureOf } from './client-errors.ts';
import { SlackFailure } from './failure.ts';
import type { SlackSecret } from './secret.ts';

/** People and groups change slowly, clicks come in bursts. */
const keptMilliseconds = 60_000;

/** The calls to Slack's Web API that Countersign makes; each rejects with SlackFailure. */
export interface SlackClient {
  post(message: { channel: string; text: string; blocks?: KnownBlock[]; threadTs?: string }): Promise<string>;
  update(message: { channel: string; ts: string; text: string; blocks: KnownBlock[] }): Promise<void>;
  tell(message: { channel: string; user: string; text: string }): Promise<void>;
  open(triggerId: string, view: ModalView): Promise<void>;
  /** Ids of a user group's members; it is in one of these workspaces. */
  members(group: string, workspaces: readonly string[]): Promise<readonly string[]>;
  /** The id of the person with this e-mail, if there is one. */
  idOf(email: string): Promise<string | undefined>;
  signingSecret(): Promise<string>;
}

/** Milliseconds that a call is waited for while somebody waits for us: half of what Slack gives us to answer a click. */
export const interactiveTimeoutMs = 1500;
/**
 * As much as a function in the background has to spare for a call, and far more than Slack takes when it is well: a
 * post that is given up too early stands in the channel all the same, and would be posted again.
 */
export const backgroundTimeoutMs = 8000;

export interface SlackClientOptions {
  secret: () => Promise<SlackSecret>;
  /** Another address than Slack's own. */
  apiUrl: string | undefined;
  /** Milliseconds after which a call is given up. */
  patience: number;
  metrics: Metrics;
}

/** A client of Slack's Web API. Its own retries are off: the workflow and the reconciler retry. */
export function slackClient({ secret, apiUrl, patience, metrics }: SlackClientOptions): SlackClient {
  const web = new WebClient(undefined, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: patience,
    logLevel: LogLevel.ERROR,
  });
  const call = async <T>(method: (token: string) => Promise<T>): Promise<T> => {
    try {
      const { botToken } = await secret();
      return await method(botToken);
    } catch (error) {
      const failure = failureOf(error);
      if (!isAnswer(failure)) metrics.count('SlackErrors', failure.kind);
      throw failure;
    }
  };
  const quiet = { unfurl_links: false, unfurl_media: false, parse: 'none' } as const;
  return {
    post: async ({ channel, text, blocks = [], threadTs }) => {
      const message = { channel, text, ...(blocks.length > 0 && { blocks }), ...quiet };
      const { ts } = await call((token) =>
        web.chat.postMessage({ token, ...message, ...(threadTs && { thread_ts: threadTs }) }),
      );
      if (!ts) throw new SlackFailure('no_ts');
      return ts;
    },
    update: async (message) => {
      await call((token) => web.chat.update({ token, parse: 'none', ...message }));
    },
    tell: async (message) => {
      await call((token) => web.chat.postEphemeral({ token, parse: 'none', ...message }));
    },
    open: async (triggerId, view) => {
      await call((token) => web.views.open({ token, trigger_id: triggerId, view }));
    },
    // The token of an installation for an organisation needs the workspace; others leave it unread
    // (https://docs.slack.dev/reference/methods/usergroups.users.list).
    members: kept((usergroup, workspaces: readonly string[]) =>
      whereGroupIs(workspaces, async (team_id) => {
        const { users } = await call((token) => web.usergroups.users.list({ token, usergroup, team_id }));
        return users ?? [];
      }),
    ),
    idOf: kept(async (email) => {
      const found = await call((token) => web.users.lookupByEmail({ token, email })).catch(unlessUnknown);
      return found?.user?.id;
    }),
    signingSecret: async () => (await secret()).signingSecret,
  };
}

/** Remembers answers for a while; failures are asked again. */
function kept<T, More extends unknown[]>(ask: (key: string, ...more: More) => Promise<T>): typeof ask {
  const answers = new Map<string, { answer: T; until: number }>();
  return async (key, ...more) => {
    const known = answers.get(key);
    if (known && known.until > Date.now()) return known.answer;
    const answer = await ask(key, ...more);
    answers.set(key, { answer, until: Date.now() + keptMilliseconds });
    return answer;
  };
}

/** That nobody has an e-mail address, or that somebody deleted a card, is nothing to worry about. */
function isAnswer({ code }: SlackFailure): boolean {
  return code === 'users_not_found' || code === 'message_not_found';
}

function unlessUnknown(error: unknown): undefined {
  if (error instanceof SlackFailure && error.code === 'users_not_found') return undefined;
  throw error;
}
