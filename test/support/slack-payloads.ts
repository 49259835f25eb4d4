import { createHmac } from 'node:crypto';
import { type Person, slackIds } from './people.ts';

const team = { id: 'T0COUNTERSIGN', domain: 'countersign' };
const appId = 'A0COUNTERSIGN';
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

export interface ClickOptions {
  person: Person;
  action: 'approve' | 'deny' | 'view';
  value: { requestId: string; digest: string };
  ts?: string;
}

function sender(person: Person) {
  return {
    user: { id: slackIds[person], username: person, name: person, team_id: team.id },
    team,
    api_app_id: appId,
    token: 'deprecated',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A click as https://docs.slack.dev/reference/interaction-payloads/block_actions-payload shows it. */
export function blockActions({ person, action, value, ts = '1790000000.000001' }: ClickOptions) {
  return {
    type: 'block_actions',
    ...sender(person),
    container: { type: 'message', message_ts: ts, channel_id: 'C0APPROVALS', is_ephemeral: false },
    trigger_id: '12466734323.1395872398.0123456789abcdef',
    channel: { id: 'C0APPROVALS', name: 'aws-access' },
    message: { type: 'message', bot_id: 'B0COUNTERSIGN', ts, text: 'card', blocks: [] },
    state: { values: {} },
    response_url: 'https://hooks.slack.com/actions/T0COUNTERSIGN/1/x',
    actions: [
      {
        action_id: action,
        block_id: 'decide',
        text: { type: 'plain_text', text: action, emoji: false },
        value: JSON.stringify(value),
        type: 'button',
        action_ts: '1790000001.000001',
      },
    ],
  };
}

/** A submitted modal as https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload shows it. */
export function viewSubmission({
  person,
  reason,
  metadata,
}: {
  person: Person;
  reason: string | null;
  metadata: string;
}) {
  return {
    type: 'view_submission',
    ...sender(person),
    trigger_id: '12466734323.1395872398.0123456789abcdef',
    view: {
      id: 'VNHU13V36',
      team_id: team.id,
      type: 'modal',
      private_metadata: metadata,
      callback_id: 'deny',
      state: { values: { reason: { reason: { type: 'plain_text_input', value: reason } } } },
      hash: '156663117.cd33ad1f',
      root_view_id: 'VNHU13V36',
      app_id: appId,
      bot_id: 'B0COUNTERSIGN',
    },
    response_urls: [],
  };
}

/**
 * The parts of a payload that differ in an organisation `E0GRID`, as of Enterprise Grid: whose the person is (left out
 * without an id), where it happened, and what an app that is installed for the whole organisation is sent.
 */
export function inOrganisation({ user: { team_id: _ours, ...user } }: { user: { team_id: string } }) {
  const enterprise = { id: 'E0GRID', name: 'Grid' };
  return {
    is: (team_id?: string) => ({ user: { ...user, ...(team_id && { team_id }) } }),
    where: (id: string) => ({
      team: { id, domain: 'countersign', enterprise_id: enterprise.id, enterprise_name: enterprise.name },
      enterprise,
      is_enterprise_install: false,
    }),
    orgWide: { team: null, enterprise, is_enterprise_install: true },
  };
}

export const formOf = (payload: unknown) =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** The headers of a form post, signed as Slack signs it. */
export function signedHeaders(body: string, at: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(at) / 1000));
  const hex = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Slack-Request-Timestamp': timestamp,
    'X-Slack-Signature': `v0=${hex}`,
  };
}
