import type { SparingSlack } from './sparing-slack.ts';

/** How a run of the reconciler deals with Slack. */
export interface SlackRun {
  slack: SparingSlack;
  /** Whether so many seconds of waiting end before the run does. */
  fits: (seconds: number) => boolean;
}
