import { type Deviation, deviationsIn, deviationText } from '../request-types/difference.ts';
import type { Present } from '../request-types/listing.ts';
import type { Reading, Sighting } from '../request-types/reading.ts';
import { addMilliseconds } from '../time.ts';
import type { Request } from '../trail/request.ts';
import type { DriftFinding } from './finding.ts';

/** Where the account and the approvals are read; each list is read once, from its beginning to its end. */
export interface DriftSources {
  now: () => string;
  /** What was created so shortly before the account is listed may not be in the list: it waits for the next time. */
  settleSeconds: number;
  /** Everything in the account that a request could have created. */
  present: () => AsyncIterable<Present>;
  /** Ids of the requests that have created something, some at a time; more than these are let through. */
  created: () => AsyncIterable<readonly string[]>;
  /** A request as its trail tells it; undefined if there is none that holds together. */
  request: (id: string) => Promise<Request | undefined>;
  /** Whether there is time to look at what a request created; that it is gone is seen without. */
  looksAt: (id: string) => boolean;
  /** What there is today of what a request created. */
  look: (request: Request, arn: string) => Promise<Sighting>;
  /** Whether `present` would show what has this ARN, so that its absence means something. */
  isListed: (arn: string) => boolean;
}

/**
 * Compares what there is with what was approved. Holds what there is, which the account's quotas bound, and none of the
 * approvals. Each finding comes once; the same state gives the same findings.
 */
export async function* detectDrift(sources: DriftSources): AsyncGenerator<DriftFinding> {
  const before = addMilliseconds(sources.now(), -sources.settleSeconds * 1000);
  const unexplained = new Map<string, Present>();
  for await (const each of sources.present()) unexplained.set(each.arn, each);
  const listed = new Set(unexplained.keys());
  for await (const ids of sources.created()) {
    const judged = await Promise.all(ids.map((id) => judge(id, { before, listed, sources })));
    for (const { explains, finding } of judged) {
      if (explains !== undefined) unexplained.delete(explains);
      if (finding) yield finding;
    }
  }
  for (const each of unexplained.values()) {
    const finding = await explain(each, sources);
    if (finding) yield finding;
  }
}

interface Judging {
  before: string;
  /** ARNs of what there is. */
  listed: ReadonlySet<string>;
  sources: DriftSources;
}

interface Judgement {
  /** ARN of what exists and was approved, whether or not it was changed since. */
  explains?: string;
  finding?: DriftFinding;
}

/** What became of what a request created. */
async function judge(id: string, { before, listed, sources }: Judging): Promise<Judgement> {
  const request = await sources.request(id);
  const arn = request?.result?.arn;
  if (!request || arn === undefined || request.status !== 'created') return {};
  if (request.updatedAt >= before) return { explains: arn };
  const gone: Judgement = { finding: { kind: 'deleted', type: request.type, arn, requestId: id } };
  if (!listed.has(arn) && sources.isListed(arn)) return gone;
  if (!sources.looksAt(id)) return { explains: arn };
  const sighting = await sources.look(request, arn);
  if (sighting.kind === 'absent') return gone;
  if (sighting.kind === 'ours') return { explains: arn, ...changed(request, arn, sighting) };
  if (await isOfAnother(sighting, arn, sources)) return gone;
  const finding: DriftFinding = {
    kind: 'changed',
    type: request.type,
    arn,
    requestId: id,
    differences: ['tags'],
  };
  return { explains: arn, finding };
}

function changed(
  { id, type, resourceId }: Request,
  arn: string,
  { reading, difference }: Extract<Sighting, { kind: 'ours' }>,
): Judgement {
  const deviations = [...replacement(resourceId, reading), ...deviationsIn(difference)];
  if (deviations.length === 0) return {};
  const { properties } = reading;
  const differences = [...new Set(deviations.map(({ part }) => part))];
  const found = Object.fromEntries(
    differences.flatMap((part) => (properties[part] === undefined ? [] : [[part, properties[part]]])),
  );
  const finding: DriftFinding = { kind: 'changed', type, arn, requestId: id, differences, found };
  if (deviations.every(({ which }) => which === undefined)) return { finding };
  return { finding: { ...finding, details: deviations.map(deviationText) } };
}

/** Somebody removed what was created and put something of the same name, with our tag, in its place. */
function replacement(created: string | undefined, { id, properties }: Reading): Deviation[] {
  if (created === undefined || id === undefined || created === id) return [];
  return [{ part: properties.RoleId === id ? 'RoleId' : 'PolicyId', is: 'changed' }];
}

/** Whether the name was freed, and another request has created something under it since. */
async function isOfAnother(
  { owner }: Extract<Sighting, { kind: 'foreign' }>,
  arn: string,
  sources: DriftSources,
): Promise<boolean> {
  const [, id] = /^request (.+)$/.exec(owner) ?? [];
  const other = id === undefined ? undefined : await sources.request(id);
  return other?.status === 'created' && other.result?.arn === arn;
}

/** The finding about something that no created request explains, unless one is about to record it. */
async function explain({ type, arn, createdAt, tag, isOnPath }: Present, sources: DriftSources) {
  const claimed = await tag();
  if (claimed === undefined && !isOnPath) return undefined;
  const request = claimed === undefined ? undefined : await sources.request(claimed);
  const isUnderWay = request?.status === 'approved' && request.type === type;
  if (isUnderWay || (request?.status === 'created' && request.result?.arn === arn)) return undefined;
  const finding: DriftFinding = {
    ...{ kind: 'unexplained', type, arn },
    ...(claimed !== undefined && { requestId: claimed }),
    ...(createdAt !== undefined && { createdAt }),
  };
  return finding;
}
