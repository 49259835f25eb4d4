import type * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import type { Bucket } from './bucket.ts';
import { locked } from './errors.ts';
import { isLocked } from './object-lock.ts';
import type { deleteObject, deleteObjects } from './parameters.ts';

/** What a delete marker is made of. */
export interface Moment {
  now: Date;
  newVersion: () => string;
}

interface Deleted {
  DeleteMarker?: true;
  VersionId: string;
}

/**
 * DeleteObject. Without a version nothing is lost: a delete marker becomes the newest version. A version is gone for
 * good, unless it is locked; one that is not there is as good as deleted.
 */
export function deleteVersion(
  bucket: Bucket,
  { Key: key, VersionId: version, ...input }: z.output<typeof deleteObject>,
  { now, newVersion }: Moment,
): Deleted {
  const place = { bucket: bucket.definition.name, key };
  if (version === undefined) {
    const marker = newVersion();
    bucket.write({ kind: 'marker', ...place, version: marker, modified: now.toISOString() });
    return { DeleteMarker: true, VersionId: marker };
  }
  const entry = bucket.version(key, version)?.entry;
  if (entry === undefined) return { VersionId: version };
  const retention = entry.kind === 'object' ? bucket.retentionOf(entry) : undefined;
  if (isLocked(retention, now, input.BypassGovernanceRetention)) throw locked();
  bucket.write({ kind: 'deletion', ...place, version });
  return { ...(entry.kind === 'marker' && { DeleteMarker: true }), VersionId: version };
}

/** DeleteObjects: each by itself, whatever becomes of the others. */
export function deleteVersions(
  bucket: Bucket,
  input: z.output<typeof deleteObjects>,
  moment: Moment,
): object {
  const { Bucket: name, BypassGovernanceRetention } = input;
  const outcomes = input.Delete.Objects.map((object) => {
    const each = { Bucket: name, BypassGovernanceRetention, ...object };
    return { object, ...attempt(() => deleteVersion(bucket, each, moment)) };
  });
  return {
    Deleted: outcomes.flatMap(({ object, deleted }) =>
      deleted === undefined || input.Delete.Quiet ? [] : [{ ...object, ...markerOf(deleted) }],
    ),
    Errors: outcomes.flatMap(({ object, error }) =>
      error === undefined ? [] : [{ ...object, Code: error.name, Message: error.message }],
    ),
  };
}

function markerOf({ DeleteMarker, VersionId }: Deleted): object {
  return DeleteMarker ? { DeleteMarker, DeleteMarkerVersionId: VersionId } : {};
}

function attempt(work: () => Deleted): { deleted?: Deleted; error?: ModelledError } {
  try {
    return { deleted: work() };
  } catch (error) {
    if (error instanceof ModelledError) return { error };
    throw error;
  }
}
