/** How a number is written. */
export type Unit = 'seconds' | 'milliseconds' | 'kilobytes' | 'megabytes' | 'ratio' | 'count';

/** One line of the report: something that was measured, beside what is allowed. */
export interface Figure {
  what: string;
  unit: Unit;
  measured: number;
  /** The most that is allowed; absent where nothing is. */
  budget?: number;
  /** How it was measured, or what it is made of. */
  note?: string;
}

/** Something that can be measured by itself; `measure` throws where it could not be. */
export interface Measurement {
  title: string;
  measure(options: BenchOptions): Promise<Figure[]>;
}

/** What the command line asks for. */
export interface BenchOptions {
  /** Names of the measurements to take; all that need no asking if empty. */
  only: readonly string[];
  /** Whether it is measured what many stored requests change. */
  growth: boolean;
  /** How many stored requests count as many. */
  stored: number;
  /** How many submissions come at once; 0: that is not measured. */
  burst: number;
  /** Whether the local Slack takes only one message a second and channel during the burst. */
  slackLimit: boolean;
  /** Whether `npm test` is timed. */
  withTests: boolean;
}
