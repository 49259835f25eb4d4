import * as z from 'zod';
import { listed, type SlackTeams } from './teams.ts';

export const slackId = z.string().regex(/^[A-Z][A-Z0-9]{1,20}$/);

/**
 * Who interacts, where, and through which app. In an organisation (Enterprise Grid) `team` is null for an app that is
 * installed for all of it, and `user.team_id` is one of the person's workspaces, the organisation, or left out:
 * https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload,
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload,
 * https://github.com/slackapi/bolt-js/issues/1875, https://github.com/abdolence/slack-morphism-rust/pull/215
 */
export const sender = {
  user: z.object({
    id: slackId,
    username: z.string().nullish(),
    name: z.string().nullish(),
    team_id: slackId.nullish(),
  }),
  team: z.object({ id: slackId, enterprise_id: slackId.nullish() }).nullish(),
  enterprise: z.object({ id: slackId }).nullish(),
  api_app_id: z.string(),
};
export type Sender = z.output<z.ZodObject<typeof sender>>;

/** Whether somebody belongs to our workspaces or organisation (no guest of Slack Connect) and used our app. */
export function isFromOurs(from: Sender, ours: { team: SlackTeams; app: string }): boolean {
  return from.api_app_id === ours.app && belongs(from, listed(ours.team));
}

/**
 * In a channel of Slack Connect `team` says where the app is, and in a modal where the person is
 * (https://github.com/slackapi/java-slack-sdk/issues/1041, https://github.com/slackapi/bolt-js/issues/1614): so that
 * alone proves nothing about the person. A listed workspace speaks for the organisation that Slack says it is of, and a
 * listed organisation for its workspace; a person belongs by either, or is somebody of whom Slack does not say, which
 * it leaves out in organisations alone.
 */
function belongs({ user, team, enterprise }: Sender, teams: readonly string[]): boolean {
  const place = team ? [team.id, ...(team.enterprise_id ? [team.enterprise_id] : [])] : [];
  if (team && !place.some((id) => teams.includes(id))) return false;
  const ours = [...teams, ...place];
  if (user.team_id) return ours.includes(user.team_id);
  const organisations = [team?.enterprise_id, enterprise?.id].filter((id) => typeof id === 'string');
  return organisations.length > 0 && organisations.every((id) => ours.includes(id));
}
