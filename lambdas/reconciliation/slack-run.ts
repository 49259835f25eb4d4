import type { CircuitBrokenSlack } from './slack-circuit-breaker.ts';

/** How a run of the reconciler deals with Slack. */
export interface SlackRun {
  slack: CircuitBrokenSlack;
  /** Whether so many seconds of waiting end before the run does. */
  fits: (seconds: number) => boolean;
}
