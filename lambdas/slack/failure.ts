/** Slack did not do it: it is down, slow, rate limiting, or refuses us. Never a reason to fail a workflow. */
export class SlackFailure extends Error {
  override readonly name = 'SlackFailure';
  /** Slack's own word, such as `channel_not_found`, or what went wrong on the way. */
  readonly code: string;
  /** Seconds that Slack asked us to wait, where it did. */
  readonly retryAfter: number | undefined;
  constructor(code: string, retryAfter?: number) {
    super(`Slack: ${code}`);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
