import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';

/** Slack said no, in its own word, such as `not_in_channel`. */
export class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
  readonly code: string;
  constructor(code: string) {
    super(`Slack answers ${code}`);
    this.code = code;
  }
}

/** The calls to Slack that tell whether the app is set up; each rejects with SlackRefusal. */
export interface SlackApi {
  /** The workspace and the organisation that a token is of, and what it may do: https://docs.slack.dev/reference/methods/auth.test */
  identity: () => Promise<{ teams: readonly string[]; scopes: readonly string[] }>;
  /** Tries to post, without anybody seeing it: a message for tomorrow is scheduled and taken back. */
  tryPosting: (channel: string, at: Date) => Promise<void>;
  /** Ids of the members of a group of this workspace. */
  members: (group: string, workspace: string) => Promise<readonly string[]>;
  /** Whether a person is there and active. */
  isActive: (user: string) => Promise<boolean>;
}

/** Slack's Web API with a bot token. */
export function slackApi(token: string, apiUrl: string | undefined): SlackApi {
  const web = new WebClient(token, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 1 },
    timeout: 10_000,
    logLevel: LogLevel.ERROR,
  });
  return {
    identity: async () => {
      const { team_id, enterprise_id, response_metadata } = await web.auth.test().catch(refuse);
      const teams = [team_id, enterprise_id].filter((id) => id !== undefined);
      return { teams, scopes: response_metadata?.scopes ?? [] };
    },
    tryPosting: async (channel, at) => {
      const text = 'Countersign checks whether it may post here.';
      const post_at = Math.round(at.getTime() / 1000);
      const { scheduled_message_id = '' } = await web.chat
        .scheduleMessage({ channel, text, post_at })
        .catch(refuse);
      await web.chat.deleteScheduledMessage({ channel, scheduled_message_id }).catch(refuse);
    },
    members: async (usergroup, team_id) =>
      (await web.usergroups.users.list({ usergroup, team_id }).catch(refuse)).users ?? [],
    isActive: async (user) => (await web.users.info({ user }).catch(refuse)).user?.deleted === false,
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const data = error.code === ErrorCode.PlatformError && 'data' in error ? error.data : undefined;
  // Without an answer of Slack's it is the network's failure, and no reason to install the app again.
  if (typeof data !== 'object' || data === null || !('error' in data)) throw error;
  throw new SlackRefusal(String(data.error));
}
