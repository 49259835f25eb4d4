/** Where in the audit bucket an archived object lies, and what it is of. */
export interface ArchivedObject {
  /** The hour in which DynamoDB stored the event, such as `20261122T04Z`: not the writer's to choose. */
  hour: string;
  requestId: string;
  seq: number;
  /** Id of the stream record that changed or removed the event; absent for the event itself. */
  alteration?: string;
}

export const trailPrefix = 'trail/';

/** Prefix of everything that was archived of an hour. */
export function hourPrefix(hour: string): string {
  return `${trailPrefix}${hour}/`;
}

/** The hour of a time (ISO 8601), as keys spell it: `20261122T04Z`. */
export function hourOf(time: string): string {
  return `${basic(time).slice(0, 11)}Z`;
}

/** `trail/20261122T04Z/<request>/<seq>.json`, or `….altered-<id>.json` for what changed or removed that event. */
export function archiveKey({ hour, requestId, seq, alteration }: ArchivedObject): string {
  const suffix = alteration === undefined ? '' : `.altered-${encodeURIComponent(alteration)}`;
  return `${hourPrefix(hour)}${encodeURIComponent(requestId)}/${seq}${suffix}.json`;
}

/** The hour under whose keys any key of the trail sorts, also one that names no event: keys of earlier hours are less. */
export function listingHourOf(key: string): string {
  return key.slice(trailPrefix.length, trailPrefix.length + '20261122T04Z'.length);
}

const archived =
  /^trail\/(?<hour>\d{8}T\d{2}Z)\/(?<request>[^/]+)\/(?<seq>\d+)(\.altered-(?<id>[^/]+))?\.json$/;

/** What a key names; undefined if it is none of ours. */
export function parseArchiveKey(key: string): ArchivedObject | undefined {
  const { hour, request, seq, id } = archived.exec(key)?.groups ?? {};
  const requestId = decoded(request);
  if (hour === undefined || requestId === undefined || seq === undefined) return undefined;
  const alteration = decoded(id);
  return { hour, requestId, seq: Number(seq), ...(alteration !== undefined && { alteration }) };
}

/** Undefined also where a percent sign begins nothing: anybody with the right to can put any key into a bucket. */
function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export const digestPrefix = 'digests/';

/**
 * `digests/20261122T050000.000Z.json`: named by the start of the period, which is where the digest before ended. Keys
 * sort by time, and of two runs that would both follow the same digest only one can write.
 */
export function digestKey(periodStart: string): string {
  return `${digestPrefix}${basic(periodStart)}.json`;
}

/** ISO 8601 in its basic form, without what file systems and URLs stumble over. */
function basic(time: string): string {
  return new Date(time).toISOString().replaceAll(/[-:]/g, '');
}
