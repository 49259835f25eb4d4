import { readObject } from './event-reading.ts';
import { eventAt, type Report } from './finding.ts';
import { alterationText, checkEvent } from './object-check.ts';

/**
 * Looks at what no digest lists yet: nothing proves it, but each event must be of its own hash, and an alteration is
 * bad news already. Returns how many objects there are.
 */
export async function checkUncovered(objects: AsyncIterable<Buffer>, report: Report): Promise<number> {
  let count = 0;
  for await (const bytes of objects) {
    count += 1;
    const reading = readObject(bytes);
    const where = `archived since the newest digest, object ${count}`;
    if (reading.kind === 'event') {
      checkEvent(reading, `${where}: ${eventAt(reading.link.requestId, reading.link.seq)}`, report);
    } else if (reading.kind === 'alteration') {
      report({ code: 'row-altered', where, what: alterationText(reading) });
    } else report({ code: 'event-unreadable', where, what: `it is no event (${reading.why})` });
  }
  return count;
}
