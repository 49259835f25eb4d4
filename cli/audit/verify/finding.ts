/** What kind of damage a finding is; scripts may build on these names. */
export type FindingCode =
  | 'no-digest'
  | 'archive-refused'
  | 'digest-missing'
  | 'digest-unlinked'
  | 'digest-unreadable'
  | 'digest-moved'
  | 'digest-signature'
  | 'digest-key'
  | 'digest-replaced'
  | 'digest-gap'
  | 'digest-counts'
  | 'digest-late'
  | 'object-missing'
  | 'object-altered'
  | 'object-misplaced'
  | 'object-foreign'
  | 'object-unlisted'
  | 'object-hidden'
  | 'event-unreadable'
  | 'event-hash'
  | 'event-time'
  | 'event-repeated'
  | 'event-missing'
  | 'uncovered-contradicts'
  | 'chain-broken'
  | 'chain-head'
  | 'row-altered'
  | 'table-chain'
  | 'table-cut'
  | 'table-replaced'
  | 'table-unarchived'
  | 'table-unknown'
  | 'file-altered'
  | 'file-missing'
  | 'file-extra'
  | 'file-unreadable'
  | 'line-repeated'
  | 'line-order'
  | 'line-extra'
  | 'sums-malformed';

/** One thing that is not as it must be: where, and what about it, in words for an auditor. */
export interface Finding {
  code: FindingCode;
  where: string;
  what: string;
}

/** Takes findings as they turn up: there may be more than fit into memory. */
export type Report = (finding: Finding) => void;

/** An event as findings name it. */
export function eventAt(requestId: string, seq: number): string {
  return `request ${requestId}, event ${seq}`;
}
