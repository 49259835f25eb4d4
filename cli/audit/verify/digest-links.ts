import { parseArchiveKey } from '../../../domain/audit/archive-keys.ts';
import type { DigestFile } from '../../../domain/audit/digest-file.ts';
import type { ReadDigest } from './digest-reading.ts';
import type { Report } from './finding.ts';

/** Reports if a digest is not the one that the next newer one followed. */
export function checkLink(newer: DigestFile, { digest, ...older }: ReadDigest, report: Report): void {
  const { previous, period } = newer;
  const where = digest.key;
  if (previous && (previous.sha256 !== older.sha256 || previous.signature !== older.signature)) {
    const what = `its bytes or its signature are not those that ${newer.key} names: it was replaced`;
    report({ code: 'digest-replaced', where, what });
  }
  if (period.from !== digest.period.to) {
    const what = `it ends at ${digest.period.to}, the next one begins at ${period.from}`;
    report({ code: 'digest-gap', where, what });
  }
  checkTotals(newer, digest.counts, report);
}

/** Reports if the totals of the oldest digest are not its own counts. */
export function checkFirst(first: DigestFile, report: Report): void {
  checkTotals(first, { totalEvents: 0, totalRequests: 0, totalAlterations: 0 }, report);
}

type Totals = Pick<DigestFile['counts'], 'totalEvents' | 'totalRequests' | 'totalAlterations'>;

function checkTotals({ key, counts }: DigestFile, before: Totals, report: Report): void {
  const adds =
    counts.totalEvents === before.totalEvents + counts.events &&
    counts.totalRequests === before.totalRequests + counts.requests &&
    counts.totalAlterations === before.totalAlterations + counts.alterations;
  if (adds) return;
  report({
    code: 'digest-counts',
    where: key,
    what: 'its totals are not those before it and its own counts',
  });
}

/** Reports if a digest does not count what it lists, or lists it without its chain. */
export function checkContent({ key, objects, chains, counts, period }: DigestFile, report: Report): void {
  const listed = objects.flatMap((object) => parseArchiveKey(object.key) ?? []);
  const events = listed.filter(({ alteration }) => alteration === undefined);
  const known = new Set(chains.map(({ requestId }) => requestId));
  const isCounted =
    counts.events === events.length &&
    counts.requests === events.filter(({ seq }) => seq === 1).length &&
    counts.alterations === listed.length - events.length;
  const hasChains = events.every(({ requestId }) => known.has(requestId));
  if (!isCounted || !hasChains) {
    report({
      code: 'digest-counts',
      where: key,
      what: 'its counts or chains are not those of what it lists',
    });
  }
  if (period.from >= period.to) {
    report({ code: 'digest-gap', where: key, what: `its period ends before it begins, at ${period.to}` });
  }
}
