/** What held. */
export interface Proof {
  requests: number;
  events: number;
  digests: number;
  /** When the first digest is due, ISO 8601, if none is there and none had to be. */
  firstDue: string | undefined;
  /** Period of the digests that hold. */
  from: string | undefined;
  to: string | undefined;
  /** SHA-256 of the keys that signed them. */
  signedBy: string[];
  /** Requests that began before the oldest digest, where no table tells more. */
  begunBefore: number;
  /** Events from before the archive began, proven by nothing but their chain in the table. */
  older: number;
  /** Archived since the newest digest. */
  uncovered: number;
}
