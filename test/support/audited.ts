import { BucketArchive } from '../../cli/audit/archive/bucket-archive.ts';
import type { Table } from '../../cli/audit/table.ts';
import type { Finding } from '../../cli/audit/verify/finding.ts';
import { keyFromDer } from '../../cli/audit/verify/trusted-keys.ts';
import { type Evidence, verify } from '../../cli/audit/verify/verify.ts';
import type { Draft, TrailEvent } from '../../domain/trail/events.ts';
import { AuditBucket, bucketName, chainOf, ownKey, signingKey } from './audit-bucket.ts';
import { inSlack } from './people.ts';
import { asked, leads, submitted, submittedDetail, t, validated } from './trails.ts';

const { digest } = submittedDetail();
const at = (draft: Draft, minute: number): Draft => ({ ...draft, at: t(minute) });
const granted: Draft = {
  type: 'approval.granted',
  actor: inSlack('bob'),
  at: t(0),
  detail: { digest, counted: 1, required: 1, complete: true, rule: leads },
};
const created: Draft = {
  type: 'resource.created',
  actor: { kind: 'system', id: 'executor' },
  at: t(0),
  detail: {
    arn: 'arn:aws:iam::111122223333:role/requested/payments-deploy',
    operation: 'CreateRole',
    resource: {},
  },
};

/** What three requests go through, from 9 to 13 o'clock: two go on for hours, one is quick. */
export const drafts = {
  ann: [...[at(submitted(), 5), at(validated(), 6), at(asked(), 7)], ...[at(granted, 65), at(created, 66)]],
  ben: [at(submitted(), 10), at(validated(), 11), at(asked(), 12), at(granted, 190)],
  cat: [
    ...[at(submitted(), 200), at(validated(), 201), at(asked(), 202)],
    ...[at(granted, 203), at(created, 204)],
  ],
};

/** A table in memory, whose rows a test may change. */
export class MemoryTable implements Table {
  readonly requests: Map<string, unknown[]>;

  constructor(chains: readonly TrailEvent[][]) {
    this.requests = new Map(chains.map((events) => [events[0]?.requestId ?? '', [...events]]));
  }

  async rows(requestId: string): Promise<unknown[]> {
    return this.requests.get(requestId) ?? [];
  }

  async *names() {
    for (const [requestId, rows] of this.requests) {
      for (const row of rows) {
        const isDated = typeof row === 'object' && row !== null && 'at' in row;
        yield { requestId, at: isDated ? String(row.at) : '' };
      }
    }
  }
}

/** The three trails, archived and digested hour by hour; 11 o'clock is empty, the last event came after all digests. */
export async function audited() {
  const [ann, ben, cat] = [
    chainOf('ann', drafts.ann),
    chainOf('ben', drafts.ben),
    chainOf('cat', drafts.cat),
  ];
  const chains = { ann, ben, cat };
  const bucket = new AuditBucket(t(0));
  const events = Object.values(chains).flat();
  for (const hour of [1, 2, 3, 4]) {
    const isOfHour = (event: TrailEvent) => event.at >= t((hour - 1) * 60) && event.at < t(hour * 60);
    for (const event of events.filter(isOfHour)) {
      if (event !== chains.cat.at(-1)) await bucket.archive(event);
    }
    await bucket.close(t(hour * 60));
  }
  const last = chains.cat.at(-1);
  if (last) await bucket.archive(last);
  return { bucket, chains, events, table: new MemoryTable(Object.values(chains)) };
}

export const trusted = [keyFromDer(ownKey.publicKey.export({ format: 'der', type: 'spki' }))];

/** What `verify` finds in a bucket, and in a table if there is one. */
export async function findingsOf(
  { bucket, table }: { bucket: AuditBucket; table?: Table },
  more: Partial<Evidence> = {},
) {
  const findings: Finding[] = [];
  const evidence = {
    archive: new BucketArchive(bucket.s3, bucketName),
    ...(table && { table }),
    trusted,
    signingKey,
    now: t(4 * 60 + 5),
    ...more,
  };
  const proof = await verify(evidence, (finding) => findings.push(finding));
  return { proof, findings, codes: findings.map(({ code, where }) => `${code} ${where}`) };
}
