import type * as z from 'zod';
import type { Bucket, BucketDefinition } from './bucket.ts';
import type { ObjectEntry, Retention } from './entry.ts';
import { invalidRequest, locked } from './errors.ts';
import type { putObject, putRetention } from './parameters.ts';

const dayMilliseconds = 86_400_000;

/** How long a new version is kept: as its writer says, else as the bucket does. */
export function retentionFor(
  { retention }: BucketDefinition,
  {
    ObjectLockMode: mode,
    ObjectLockRetainUntilDate: until,
  }: Pick<z.output<typeof putObject>, 'ObjectLockMode' | 'ObjectLockRetainUntilDate'>,
  now: Date,
): Retention | undefined {
  if ((mode === undefined) !== (until === undefined)) {
    throw invalidRequest(
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  }
  if (mode !== undefined && until !== undefined) return { mode, until: until.toISOString() };
  if (retention === undefined) return undefined;
  const end = new Date(now.getTime() + retention.days * dayMilliseconds);
  return { mode: retention.mode, until: end.toISOString() };
}

/** Whether a version may not be deleted: governance mode can be bypassed, compliance mode by nobody. */
export function isLocked(retention: Retention | undefined, now: Date, bypasses: boolean): boolean {
  if (retention === undefined || new Date(retention.until) <= now) return false;
  return retention.mode === 'COMPLIANCE' || !bypasses;
}

/** PutObjectRetention: lengthens freely; to shorten, or to change the mode, is to unlock. */
export function retain(
  bucket: Bucket,
  { entry }: { entry: ObjectEntry },
  { input, now }: { input: z.output<typeof putRetention>; now: Date },
): void {
  const retention = { mode: input.Retention.Mode, until: input.Retention.RetainUntilDate.toISOString() };
  const before = bucket.retentionOf(entry);
  const isWeaker =
    before !== undefined &&
    (retention.until < before.until || (retention.mode !== before.mode && retention.mode === 'GOVERNANCE'));
  if (isWeaker && isLocked(before, now, input.BypassGovernanceRetention)) throw locked();
  const { bucket: name, key, version } = entry;
  bucket.write({ kind: 'retention', bucket: name, key, version, retention });
}
