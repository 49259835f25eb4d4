import { emptyChain } from '../../../domain/trail/chain.ts';
import type { Table } from '../table.ts';
import type { Beginning, ChainHead } from './chains.ts';
import { type Link, readEvent } from './event-reading.ts';
import { eventAt, type Report } from './finding.ts';
import type { SeenRequests } from './seen-requests.ts';

/** Digests look back 26 hours: what is older, one of them lists. */
const lookBack = 26 * 3_600_000;

/** A request's chain, as its rows in the table are. */
export interface TableChain {
  links: Link[];
  /** The first row that is not what it must be, and why; undefined if the chain holds. */
  broken: { seq: number; why: string } | undefined;
}

/** Reads rows as a chain, as far as it holds. */
export function chainOf(rows: readonly unknown[]): TableChain {
  const links: Link[] = [];
  let previous = emptyChain.hash;
  for (const [index, row] of rows.entries()) {
    const reading = readEvent(row);
    const why = problemOf(reading, index + 1, previous);
    if (reading.kind !== 'event' || why !== undefined) {
      return { links, broken: { seq: index + 1, why: why ?? 'it is no event' } };
    }
    links.push(reading.link);
    previous = reading.link.hash;
  }
  return { links, broken: undefined };
}

function problemOf(reading: ReturnType<typeof readEvent>, seq: number, previous: string): string | undefined {
  if (reading.kind !== 'event')
    return reading.kind === 'unreadable' ? `no event (${reading.why})` : 'no event';
  if (reading.link.seq !== seq) return `missing: the next row is event ${reading.link.seq}`;
  if (!reading.hashHolds) return 'altered: its hash is not of its content';
  if (reading.link.previousHash !== previous)
    return 'out of its chain: it names another hash of the event before';
  return reading.problem;
}

/** Reports if the table does not hold what a digest covers of a request, or holds more that should be covered. */
export function checkRows(
  rows: readonly unknown[],
  { requestId, length, head }: ChainHead,
  newest: string,
  report: Report,
): void {
  const { links, broken } = chainOf(rows);
  if (broken) {
    reportBroken(requestId, broken, report);
    return;
  }
  const where = `table, request ${requestId}`;
  if (links.length < length) {
    const what = `it has ${links.length} events, of the ${length} that were archived: the end was cut off`;
    report({ code: 'table-cut', where, what });
    return;
  }
  if (links[length - 1]?.hash !== head) {
    const what = `event ${length} is not the one that was archived: the chain was rewritten`;
    report({ code: 'table-replaced', where, what });
  }
  for (const link of links.slice(length).filter(({ at }) => isDue(at, newest))) {
    const what = 'it was never archived, and is too old to be still on its way';
    report({ code: 'table-unarchived', where: `table, ${eventAt(requestId, link.seq)}`, what });
  }
}

/** Where digests begin and end. */
export interface Period {
  /** Start of the first digest there ever was; undefined if that is not known. */
  first: string | undefined;
  newest: string;
}

/**
 * Looks at requests in the table that no digest covers. Reports those that are old enough to be covered; of those from
 * before the archive began, only whether their chains hold. Returns how many events are proven by that alone.
 */
export async function checkUnknown(
  table: Table,
  seen: SeenRequests,
  { first, newest }: Period,
  report: Report,
): Promise<number> {
  let [last, older] = ['', 0];
  for await (const { requestId, at } of table.names()) {
    if (requestId === last || seen.has(requestId) || !isDue(at, newest)) continue;
    last = requestId;
    const { links, broken } = chainOf(await table.rows(requestId));
    if (broken) reportBroken(requestId, broken, report);
    else if (isBefore(links, first)) older += links.length;
    else {
      const what = 'no digest covers any event of it: it was written past the archive';
      report({ code: 'table-unknown', where: `table, request ${requestId}`, what });
    }
  }
  return older;
}

/** Whether the first events of a request, that no digest lists, are of the time before there were digests. */
export async function isFromBefore(
  table: Table,
  { requestId, length }: Beginning,
  first: string | undefined,
): Promise<boolean> {
  const { links } = chainOf(await table.rows(requestId));
  return links.length >= length && isBefore(links.slice(0, length), first);
}

function isBefore(links: readonly Link[], first: string | undefined): boolean {
  return first !== undefined && links.every(({ at }) => Date.parse(at) < Date.parse(first));
}

function reportBroken(requestId: string, { seq, why }: { seq: number; why: string }, report: Report): void {
  report({ code: 'table-chain', where: `table, ${eventAt(requestId, seq)}`, what: `the row is ${why}` });
}

/** Whether digests must cover what is of this time; a time that is none counts as old. */
function isDue(at: string, newest: string): boolean {
  return !(Date.parse(at) >= Date.parse(newest) - lookBack);
}
