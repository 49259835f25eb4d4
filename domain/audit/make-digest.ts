import { type ArchivedObject, digestKey, parseArchiveKey } from './archive-keys.ts';
import type { ChainHead, Coverage } from './coverage.ts';
import { type DigestFile, digestVersion, signingAlgorithm } from './digest-file.ts';
import type { Period } from './periods.ts';

/** An archived object as it was read. */
export interface Archived {
  key: string;
  /** Of its bytes, lower-case hex. */
  sha256: string;
  /** What the event in it says its hash is; absent for an alteration, and for what is no event. */
  hash?: string | undefined;
}

/** A digest that was written. */
export interface WrittenDigest {
  digest: DigestFile;
  /** Of its bytes, lower-case hex. */
  sha256: string;
  /** Base64, as it lies beside the digest. */
  signature: string;
}

/** Whose digest it is. */
export type Place = Pick<DigestFile, 'account' | 'region' | 'table' | 'bucket' | 'signingKey'>;

interface DigestParts {
  place: Place;
  period: Period;
  closedAt: string;
  /** Undefined for the first digest of all. */
  previous: WrittenDigest | undefined;
  /** Everything archived that no earlier digest lists. */
  objects: readonly Archived[];
  /** What earlier digests list. */
  covered: Pick<Coverage, 'head'>;
}

type Named = Archived & { place: ArchivedObject | undefined };

/** The digest of a period: what was archived, where each chain then ended, and which digest came before. */
export function makeDigest({ place, period, closedAt, previous, objects, covered }: DigestParts): DigestFile {
  const named = objects.map((object) => ({ ...object, place: parseArchiveKey(object.key) })).sort(inOrder);
  return {
    version: digestVersion,
    ...place,
    period,
    closedAt,
    key: digestKey(period.from),
    signingAlgorithm,
    previous: previous
      ? { key: previous.digest.key, sha256: previous.sha256, signature: previous.signature }
      : null,
    objects: named.map(({ key, sha256 }) => ({ key, sha256 })),
    chains: chainsOf(named, covered),
    counts: countsOf(named, previous?.digest.counts),
  };
}

/** By request and sequence number; then by key: the event before its alterations, older hours first. */
function inOrder(a: Named, b: Named): number {
  const [one, other] = [a.place?.requestId ?? '', b.place?.requestId ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return (a.place?.seq ?? 0) - (b.place?.seq ?? 0) || (a.key < b.key ? -1 : 1);
}

/** Each chain's end: the last event by number, be it in this digest or, if this one arrived late, in an earlier one. */
function chainsOf(objects: readonly Named[], covered: DigestParts['covered']): ChainHead[] {
  const heads = new Map<string, ChainHead>();
  for (const { place, hash, sha256 } of objects) {
    if (!place || place.alteration !== undefined) continue;
    const { requestId, seq } = place;
    heads.set(requestId, { requestId, length: seq, head: hash ?? sha256 });
  }
  return [...heads.values()].map((head) => {
    const known = covered.head(head.requestId);
    return known && known.length > head.length ? known : head;
  });
}

function countsOf(objects: readonly Named[], before?: DigestFile['counts']): DigestFile['counts'] {
  const places = objects.flatMap(({ place }) => (place ? [place] : []));
  const added = places.filter(({ alteration }) => alteration === undefined);
  const events = added.length;
  const requests = added.filter(({ seq }) => seq === 1).length;
  const alterations = places.length - events;
  return {
    ...{ events, requests, alterations },
    totalEvents: (before?.totalEvents ?? 0) + events,
    totalRequests: (before?.totalRequests ?? 0) + requests,
    totalAlterations: (before?.totalAlterations ?? 0) + alterations,
  };
}
