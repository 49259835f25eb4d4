/** What a function's patience with a service's quotas depends on. */
export interface Haste {
  /** How long a throttled read is made again, in milliseconds. */
  patience: number;
  /** Milliseconds between an answer of Roles Anywhere and the next request, at its one request a second. */
  apart: number;
}

/** For those that people wait for. */
export const inHaste: Haste = { patience: 60_000, apart: 1000 };
/** For those that have all night: every other second is left to those in a hurry. */
export const unhurried: Haste = { patience: 300_000, apart: 2000 };
