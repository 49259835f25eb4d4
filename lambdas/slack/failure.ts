import { type SlackErrorKind, slackErrorKindOf } from '../../domain/slack/error-kinds.ts';

/** The call left us, and no answer came back that says what became of it. */
const unanswered = ['slack_webapi_request_error', 'unknown', 'no_ts'];

/** Slack did not do it: it is down, slow, rate limiting, or refuses us. Never a reason to fail a workflow. */
export class SlackFailure extends Error {
  override readonly name = 'SlackFailure';
  /** Slack's own word, such as `channel_not_found`, or what went wrong on the way. */
  readonly code: string;
  readonly kind: SlackErrorKind;
  /** Seconds that Slack asked us to wait, where it did. */
  readonly retryAfter: number | undefined;
  constructor(code: string, retryAfter?: number) {
    super(`Slack: ${code}`);
    this.code = code;
    this.kind = slackErrorKindOf(code);
    this.retryAfter = retryAfter;
  }

  /** Whether what was asked for may have happened all the same. */
  get mayHaveHappened(): boolean {
    return unanswered.includes(this.code);
  }
}

/** Slack was not even asked: what went wrong before would go wrong again. */
export class SlackCircuitOpen extends SlackFailure {}
