import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { canonicalJson } from '../../domain/digest.ts';
import { type DriftFinding, driftKey, driftNotice, driftPrefix } from '../../domain/drift/finding.ts';
import { lastStop, type Round } from '../../domain/drift/round.ts';
import { writeOnce } from '../archive/write-once.ts';
import { publish } from '../notices/publish.ts';
import type { DriftContext } from './drift-context.ts';

/**
 * Which findings were told before: their keys, some 100 bytes each. `tell` puts a new one on the event bus, then remembers
 * it: after a crash in between it is told again, never not at all. Returns whether it was new and arrived. `from` is where
 * the last run stopped; `note` notes how far this one came.
 */
export async function toldFindings(context: DriftContext) {
  const known = await knownKeys(context);

  async function tell(finding: DriftFinding): Promise<boolean> {
    const key = driftKey(finding);
    if (known.has(key)) return false;
    const at = context.now();
    const [arrived] = await publish([driftNotice(finding, at)], context);
    if (!arrived) {
      context.log.error('The event bus did not take a finding', { kind: finding.kind });
      return false;
    }
    const text = canonicalJson({ ...finding, at });
    await writeOnce(context.clients.s3, { bucket: context.environment.AUDIT_BUCKET, key, text });
    known.add(key);
    return true;
  }

  async function note(round: Round): Promise<void> {
    const key = round.note(context.now());
    if (key === undefined) return;
    const text = canonicalJson({ stoppedAt: round.stoppedAt ?? null });
    await writeOnce(context.clients.s3, { bucket: context.environment.AUDIT_BUCKET, key, text });
  }

  return { tell, note, from: lastStop(known) };
}

async function knownKeys({ clients, environment }: DriftContext): Promise<Set<string>> {
  const keys = new Set<string>();
  let ContinuationToken: string | undefined;
  do {
    const page = await clients.s3.send(
      new ListObjectsV2Command({ Bucket: environment.AUDIT_BUCKET, Prefix: driftPrefix, ContinuationToken }),
    );
    for (const { Key = '' } of page.Contents ?? []) keys.add(Key);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return keys;
}
