/** What a function's patience with a service's quotas depends on. */
export interface Haste {
  /** How long a throttled read is made again, in milliseconds. */
  patience: number;
  /** Of so many requests that Roles Anywhere takes, one is ours. */
  oneOf: number;
}

/** For those that people wait for. */
export const inHaste: Haste = { patience: 60_000, oneOf: 1 };
/** For those that have all night: every other request is left to those in a hurry. */
export const unhurried: Haste = { patience: 300_000, oneOf: 2 };
