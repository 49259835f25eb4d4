/** What a failure of Slack means for whoever runs this. */
export const slackErrorKinds = [
  /** The bot token is revoked or wrong, or the app is gone. */
  'token',
  /** The app lacks a scope. */
  'scope',
  /** The secret with the token cannot be had or read. */
  'secret',
  /** The channel is archived, renamed away, closed to us, or the app was not invited. */
  'channel',
  /** Too many calls; Slack says when to come again. */
  'rate-limited',
  /** Slack is down, slow or not to be reached. */
  'outage',
  /** Slack does not take what a message or a window says: too long, or not as it wants it. */
  'content',
  /** Slack refuses this one message, view or question. */
  'refused',
] as const;
export type SlackErrorKind = (typeof slackErrorKinds)[number];

/**
 * Slack's own words by what they mean (https://docs.slack.dev/reference/methods/chat.postMessage#errors, chat.update, views.open); every word
 * that is not here is about the one call.
 */
const kinds: Partial<Record<SlackErrorKind, readonly string[]>> = {
  token: [
    ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'access_denied'],
    ...['org_login_required', 'ekm_access_denied', 'team_access_not_granted', 'not_allowed_token_type'],
  ],
  scope: ['missing_scope', 'no_permission'],
  secret: ['secret_unavailable', 'secret_malformed'],
  channel: [
    ...['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'],
    ...['restricted_action_read_only_channel', 'restricted_action_non_threadable_channel'],
  ],
  content: [
    ...['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks', 'invalid_blocks_format', 'block_mismatch'],
    ...['no_text', 'view_too_large', 'invalid_arguments'],
  ],
  'rate-limited': ['ratelimited', 'rate_limited'],
  outage: [
    ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
    ...['slack_webapi_request_error', 'slack_webapi_http_error', 'unreachable', 'unknown', 'no_ts'],
  ],
};
const kindByCode = new Map(
  slackErrorKinds.flatMap((kind) => (kinds[kind] ?? []).map((code) => [code, kind] as const)),
);

/** The kind of a failure by its code, which may carry more after a colon. */
export function slackErrorKindOf(code: string): SlackErrorKind {
  return kindByCode.get(code.split(':')[0] ?? '') ?? 'refused';
}
