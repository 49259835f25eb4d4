import { parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import type { KeptObject } from '../archive/archive.ts';
import { refusedText } from '../archive/refused.ts';
import type { Chains } from './chains.ts';
import { sha256Of } from './digest-reading.ts';
import { type Link, readObject } from './event-reading.ts';
import { eventAt, type Report } from './finding.ts';

interface Context {
  chains: Chains;
  /** What is not signed yet, which may not say otherwise. */
  uncovered: { compare(link: Link, digest: string): void };
  report: Report;
  /** Key of the digest that lists the object. */
  digest: string;
}

/** Holds an object against its digest, its key and its chain. Returns whether it is an event as it was archived. */
export function checkObject(object: KeptObject, context: Context): boolean {
  const { chains, uncovered, report, digest } = context;
  const place = parseArchiveKey(object.key);
  if (!place) {
    const what = 'this is no place of an archived event, and yet it is listed';
    report({ code: 'object-foreign', where: `${object.key} (${digest})`, what });
    return false;
  }
  const where = `${eventAt(place.requestId, place.seq)} (${object.key}, ${digest})`;
  if (!isAsListed(object, where, report)) {
    if (place.alteration === undefined) chains.skip(place.requestId, place.seq);
    return false;
  }
  const reading = readObject(object.bytes);
  if (reading.kind === 'alteration' && place.alteration !== undefined) {
    report({ code: 'row-altered', where, what: alterationText(reading) });
    return false;
  }
  if (reading.kind !== 'event') {
    const what = reading.kind === 'unreadable' ? `it is no event (${reading.why})` : 'it is no event';
    report({ code: 'event-unreadable', where, what });
    if (place.alteration === undefined) chains.skip(place.requestId, place.seq);
    return false;
  }
  const { link } = reading;
  if (link.requestId !== place.requestId || link.seq !== place.seq) {
    const what = `what lies there is ${eventAt(link.requestId, link.seq)}`;
    report({ code: 'object-misplaced', where, what });
    chains.skip(place.requestId, place.seq);
    return false;
  }
  chains.add(link);
  uncovered.compare(link, digest);
  checkTime(link, place.hour, where, report);
  return checkEvent(reading, where, report);
}

/** Reports what a row of the table went through after it was written. */
export function alterationText({ eventName, at }: { eventName: string; at: string }): string {
  const done = { MODIFY: 'was overwritten', REMOVE: 'was removed' }[eventName] ?? `had a ${eventName}`;
  return `its row in the table ${done} at ${at}`;
}

/** Reports an event whose hash is not of its content, or that no version of Countersign writes. */
export function checkEvent(
  { hashHolds, problem }: { hashHolds: boolean; problem: string | undefined },
  where: string,
  report: Report,
): boolean {
  if (!hashHolds) report({ code: 'event-hash', where, what: 'its hash is not of its content' });
  if (problem !== undefined) {
    report({
      code: 'event-unreadable',
      where,
      what: `no Countersign up to this one writes that: ${problem}`,
    });
  }
  return hashHolds && problem === undefined;
}

function isAsListed(
  object: KeptObject,
  where: string,
  report: Report,
): object is KeptObject & { bytes: Buffer } {
  if (object.bytes === undefined && object.refused !== undefined) {
    report({ code: 'archive-refused', where, what: refusedText(object.refused) });
    return false;
  }
  if (object.bytes === undefined) {
    report({ code: 'object-missing', where, what: 'it was archived and is gone' });
    return false;
  }
  if (sha256Of(object.bytes) !== object.sha256) {
    report({ code: 'object-altered', where, what: 'its bytes are not those whose SHA-256 the digest lists' });
    return false;
  }
  return true;
}

/** A writer's clock may be behind the table's by an hour (a slow step) and ahead by five minutes. */
const maxBehind = 3_600_000;
const maxAhead = 5 * 60_000;
const hourLength = 3_600_000;

function checkTime({ at }: Link, hour: string, where: string, report: Report): void {
  const start = hourStart(hour);
  const time = Date.parse(at);
  if (time >= start - maxBehind && time <= start + hourLength + maxAhead) return;
  report({ code: 'event-time', where, what: `it says that it is of ${at}, but was stored in hour ${hour}` });
}

/** When an hour begins, as keys spell it (`20261122T04Z`), in milliseconds. */
export function hourStart(hour: string): number {
  return Date.parse(hour.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})Z$/, '$1-$2-$3T$4:00:00Z'));
}
