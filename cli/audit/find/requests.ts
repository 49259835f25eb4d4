import type { TrailEvent } from '../../../domain/trail/events.ts';
import { fold } from '../../../domain/trail/fold.ts';
import type { Request } from '../../../domain/trail/request.ts';
import type { Archive } from '../archive/archive.ts';
import { digestFileIn, eventsIn } from '../archive/readings.ts';
import type { Report } from '../verify/finding.ts';

/** An event may be stored this long before the time it says, by clocks that differ. */
const clocksDiffer = 5 * 60_000;

/**
 * Requests of an archive, those that began last first, as they stood when it was read. Holds the events of requests
 * whose beginning was not reached. Goes back no further than to what was stored at `since`, ISO 8601.
 */
export async function* requestsOf(
  archive: Archive,
  since: string | undefined,
  report: Report,
): AsyncGenerator<Request> {
  const held = new Map<string, TrailEvent[]>();
  for await (const batch of batchesOf(archive, since, report)) {
    for (const event of batch) held.set(event.requestId, [...(held.get(event.requestId) ?? []), event]);
    for (const { requestId } of batch.filter(({ seq }) => seq === 1).toReversed()) {
      const request = folded(held.get(requestId) ?? [], report);
      held.delete(requestId);
      if (request) yield request;
    }
  }
}

/** Events that are archived together, the newest first: what no digest lists yet, then a digest's. */
async function* batchesOf(archive: Archive, since: string | undefined, report: Report) {
  const young: TrailEvent[] = [];
  for await (const bytes of archive.uncovered(report)) young.push(...eventsIn(bytes));
  yield young;
  const oldest = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since) - clocksDiffer;
  for (const key of (await archive.digestKeys(report)).reverse()) {
    const digest = digestFileIn((await archive.digest(key, report))?.bytes);
    if (!digest) continue;
    if (Date.parse(digest.period.to) < oldest) return;
    const batch: TrailEvent[] = [];
    for await (const { bytes } of archive.objects(digest, report)) if (bytes) batch.push(...eventsIn(bytes));
    yield batch;
  }
}

function folded(events: TrailEvent[], report: Report): Request | undefined {
  const [first, ...later] = events.sort((one, other) => one.seq - other.seq);
  if (!first) return undefined;
  try {
    return fold([first, ...later]);
  } catch {
    const what = 'its events make no sense together';
    report({ code: 'chain-broken', where: `request ${first.requestId}`, what });
    return undefined;
  }
}
