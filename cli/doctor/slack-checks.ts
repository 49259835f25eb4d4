import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { ApprovalRule } from '../../domain/configuration/configuration.ts';
import { listed, whereGroupIs, workspacesOf } from '../../domain/slack/teams.ts';
import { type Check, type CheckContext, CheckFailed, nameOf, outputOf, secretOf } from './check.ts';
import { SlackRefusal } from './slack-api.ts';

const secretSchema = z.object({ botToken: z.string().min(1), signingSecret: z.string().min(1) });
const putIt =
  'Put {"botToken":"xoxb-…","signingSecret":"…"} into it: aws secretsmanager put-secret-value --secret-id countersign/slack --secret-string file://slack-secret.json';
const dayInMilliseconds = 24 * 60 * 60 * 1000;

const secretIsThere: Check = {
  name: 'Slack secret',
  run: async (patient) => {
    const SecretId = outputOf(patient, 'SlackSecretArn');
    const { SecretString = '' } = await patient.clients.secrets
      .send(new GetSecretValueCommand({ SecretId }))
      .catch((error: unknown) => {
        throw new CheckFailed(`it cannot be read (${nameOf(error)})`, putIt);
      });
    const parsed = secretSchema.safeParse(jsonOf(SecretString));
    if (!parsed.success) throw new CheckFailed('it does not hold botToken and signingSecret', putIt);
    patient.secret = parsed.data;
    return 'holds a bot token and a signing secret';
  },
};

/** Never shown: what does not parse may be a secret all the same. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const tokenIsOurs: Check = {
  name: 'Slack token',
  run: async (patient) => {
    const { teams } = await ask(() => patient.slack(secretOf(patient).botToken).identity());
    const wanted = listed(patient.configuration.slack.team);
    const ours = teams.find((team) => wanted.includes(team));
    if (ours === undefined) {
      throw new CheckFailed(
        `it belongs to ${teams.join(' of ')}, the configuration names ${wanted.join(', ')}`,
        'Install the app to the right workspace, or correct slack.team in the configuration and deploy.',
      );
    }
    return `works in ${ours}`;
  },
};

/** `scopes`: what the app's manifest asks for. */
const hasScopes = (scopes: readonly string[]): Check => ({
  name: 'Slack scopes',
  run: async (patient) => {
    const { scopes: granted } = await ask(() => patient.slack(secretOf(patient).botToken).identity());
    const missing = scopes.filter((scope) => !granted.includes(scope));
    if (missing.length > 0) {
      throw new CheckFailed(
        `missing: ${missing.join(', ')}`,
        'Add them under OAuth & Permissions (or take the manifest again), reinstall the app, and put the new token.',
      );
    }
    return scopes.join(', ');
  },
});

const canPost: Check = {
  name: 'Slack channel',
  run: async (patient) => {
    const { channel } = patient.configuration.slack;
    const tomorrow = new Date(patient.now().getTime() + dayInMilliseconds);
    await ask(() => patient.slack(secretOf(patient).botToken).tryPosting(channel, tomorrow));
    return `the app may post to ${channel}`;
  },
};

const approversExist: Check = {
  name: 'Approvers',
  run: async (patient) => {
    const slack = patient.slack(secretOf(patient).botToken);
    const workspaces = workspacesOf(patient.configuration.slack.team);
    for (const [index, rule] of patient.configuration.approvals.entries()) {
      await ask(() => enoughPeople(rule, index, slack, workspaces));
    }
    return `every one of ${patient.configuration.approvals.length} rules can be fulfilled`;
  },
};

async function enoughPeople(
  rule: ApprovalRule,
  index: number,
  slack: ReturnType<CheckContext['slack']>,
  workspaces: readonly string[],
): Promise<void> {
  if (rule.approvers.some((approver) => 'role' in approver)) return;
  const people = await Promise.all(
    rule.approvers.map(async (approver) => {
      if ('group' in approver)
        return whereGroupIs(workspaces, (workspace) => slack.members(approver.group, workspace));
      if ('user' in approver) return (await slack.isActive(approver.user)) ? [approver.user] : [];
      return [JSON.stringify(approver)];
    }),
  );
  const found = new Set(people.flat()).size;
  if (found < rule.quorum) {
    throw new CheckFailed(
      `rule ${index + 1} needs ${rule.quorum} approvers, and Slack knows ${found}`,
      'Fill the groups in Slack, or name others in the configuration and deploy.',
    );
  }
}

const fixes: Readonly<Record<string, string>> = {
  not_in_channel: 'Invite the app to the channel: /invite @Countersign',
  channel_not_found:
    'Correct slack.channel in the configuration, or invite the app if the channel is private: /invite @Countersign',
  is_archived: 'Unarchive the channel, or name another one as slack.channel.',
  missing_scope:
    'Add the scopes of slack/manifest.yaml under OAuth & Permissions, reinstall the app, and put the new token.',
  no_such_subteam: 'Correct the group ids (S…) of the approval rules.',
  user_not_found: 'Correct the user ids (U…) of the approval rules.',
};
const reinstall = 'Install the app again (OAuth & Permissions) and put its new bot token into the secret.';

async function ask<T>(question: () => Promise<T>): Promise<T> {
  return question().catch((error: unknown) => {
    if (!(error instanceof SlackRefusal)) throw error;
    throw new CheckFailed(`Slack answers ${error.code}`, fixes[error.code] ?? reinstall);
  });
}

/** What the Slack app must be and have. */
export const slackChecks = (scopes: readonly string[]): Check[] => [
  secretIsThere,
  tokenIsOurs,
  hasScopes(scopes),
  canPost,
  approversExist,
];
