import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ExportWriter } from '../cli/audit/export/export-writer.ts';
import { eventsFile, publicKeyFile, signatureFile, uncoveredFile } from '../cli/audit/export/layout.ts';
import { archiveKey, hourOf } from '../domain/audit/archive-keys.ts';
import { makeDigest, type WrittenDigest } from '../domain/audit/make-digest.ts';
import { canonicalJson, sha256 } from '../domain/digest.ts';
import { emptyChain, hashOf } from '../domain/trail/chain.ts';
import { eventSchema, type TrailEvent } from '../domain/trail/events.ts';

/** So many requests begin in each hour; two of three are decided in the next. */
export const requestsAnHour = 1000;
const hour = 3_600_000;
const beginning = Date.parse('2026-01-01T00:00:00.000Z');
/** Approvers take their time. */
const decidedAfter = 40 * 60_000;

const place = {
  account: '111122223333',
  region: 'us-east-1',
  table: 'countersign-audit-trail',
  bucket: 'countersign-audit-111122223333-us-east-1',
  signingKey: 'arn:aws:kms:us-east-1:111122223333:key/bench',
};

/** A role that was asked for, validated, shown, approved and created: five events of 900 bytes. */
const fixture = new URL('../test/fixtures/trails/v2.json', import.meta.url);
const trails = z.object({ 'a role, adopted': z.array(eventSchema).length(5) });

interface Stored {
  key: string;
  at: number;
  bytes: Buffer;
  hash: string;
}

/** Writes an export of that many requests, the same each time but for its signatures. */
export async function writeAuditExport(directory: string, requests: number): Promise<void> {
  const model = trails.parse(JSON.parse(readFileSync(fixture, 'utf8')))['a role, adopted'];
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const writer = await ExportWriter.begin(directory);
  await writer.file(publicKeyFile, publicKey.export({ format: 'pem', type: 'spki' }).toString());
  let previous: WrittenDigest | undefined;
  let waiting: Stored[] = [];
  for (let begun = 0; begun < requests || waiting.length > 0; begun += requestsAnHour) {
    const from = beginning + (begun / requestsAnHour) * hour;
    const last = Math.min(begun + requestsAnHour, requests);
    for (let number = begun; number < last; number++) waiting.push(...eventsOf(number, model));
    const now = waiting.filter(({ at }) => at < from + hour);
    waiting = waiting.filter(({ at }) => at >= from + hour);
    previous = await writeDigest(writer, { from, objects: now, previous, privateKey });
  }
  await writer.file(uncoveredFile('jsonl'), '');
  await writer.finish();
}

function eventsOf(number: number, model: readonly TrailEvent[]): Stored[] {
  const requestId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  let previousHash = emptyChain.hash;
  return model.map((event) => {
    const time = beginning + (number / requestsAnHour) * hour + (event.seq > 3 ? decidedAfter : 0);
    const at = new Date(time + event.seq).toISOString();
    const unhashed = { ...event, requestId, eventId: `${requestId}-${event.seq}`, at, previousHash };
    const hash = hashOf(unhashed);
    previousHash = hash;
    const key = archiveKey({ hour: hourOf(at), requestId, seq: event.seq });
    return { key, at: Date.parse(at), bytes: Buffer.from(canonicalJson({ ...unhashed, hash })), hash };
  });
}

interface Part {
  from: number;
  objects: readonly Stored[];
  previous: WrittenDigest | undefined;
  privateKey: KeyObject;
}

async function writeDigest(writer: ExportWriter, part: Part): Promise<WrittenDigest> {
  const period = { from: new Date(part.from).toISOString(), to: new Date(part.from + hour).toISOString() };
  const digest = makeDigest({
    ...{ place, period, closedAt: period.to, previous: part.previous, covered: { head: () => undefined } },
    objects: part.objects.map(({ key, hash, bytes }) => ({ key, hash, sha256: sha256(bytes.toString()) })),
  });
  const bytes = Buffer.from(canonicalJson(digest));
  const signature = sign('sha256', bytes, part.privateKey);
  await writer.file(digest.key, bytes);
  await writer.file(signatureFile(digest.key), signature);
  const byKey = new Map(part.objects.map((object) => [object.key, object.bytes]));
  const ordered = digest.objects.flatMap(({ key }) => byKey.get(key) ?? []);
  await writer.objects(eventsFile(digest.key, 'jsonl'), ordered);
  return { digest, sha256: sha256(bytes.toString()), signature: signature.toString('base64') };
}
