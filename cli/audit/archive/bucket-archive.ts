import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { digestKey, digestPrefix, hourOf, hourPrefix } from '../../../domain/audit/archive-keys.ts';
import { type DigestFile, digestFileSchema, signatureMetadata } from '../../../domain/audit/digest-file.ts';
import { earlierDigestsFrom, lookBackFrom } from '../../../domain/audit/periods.ts';
import { inOrder } from '../in-order.ts';
import { sha256Of } from '../verify/digest-reading.ts';
import type { Report } from '../verify/finding.ts';
import { hourStart } from '../verify/object-check.ts';
import type { Archive, KeptDigest, KeptObject, Listing } from './archive.ts';
import { refusalOf, refusedText } from './refused.ts';
import { firstVersions, foldersUnder } from './versions.ts';

/** So many objects are fetched at once; S3 takes 20 to 50 ms for each. */
const objectsAhead = 40;
const trail = 'trail/';
const hourFolder = /^trail\/(\d{8}T\d{2}Z)\/$/;

/** The audit bucket as an archive. Of each object the version that was written first counts. */
export class BucketArchive implements Archive {
  readonly whole = true;
  readonly bucket: string;
  readonly listing: Listing;
  readonly #s3: Pick<S3Client, 'send'>;
  /** Digests with their first versions; listed once. */
  #digestVersions: Promise<Map<string, string | undefined>> | undefined;

  constructor(s3: Pick<S3Client, 'send'>, bucket: string) {
    this.#s3 = s3;
    this.bucket = bucket;
    this.listing = {
      hours: (report) => this.#hours(report),
      keys: (hour, report) => this.#keys(hour, report),
    };
  }

  async digestKeys(report: Report): Promise<string[]> {
    this.#digestVersions ??= this.#listDigests(report);
    return [...(await this.#digestVersions).keys()].sort();
  }

  async digest(key: string, report: Report): Promise<KeptDigest | undefined> {
    const { bytes, metadata } = await this.#shown(key, report, (await this.#digestVersions)?.get(key));
    if (!bytes) return undefined;
    const signature = metadata[signatureMetadata];
    const isSigned = signature !== undefined;
    return { key, bytes, signature: isSigned ? Buffer.from(signature, 'base64') : undefined };
  }

  objects(digest: DigestFile): AsyncGenerator<KeptObject> {
    return inOrder(digest.objects, objectsAhead, async (object) => {
      const { bytes, refused } = await this.#original(object);
      return { ...object, bytes, ...(refused !== undefined && { refused }) };
    });
  }

  async *uncovered(report: Report): AsyncGenerator<Buffer> {
    const { keys, since } = await this.#listedLately(report);
    for (const hour of (await this.#hours(report)).filter((each) => each >= since)) {
      for await (const key of this.#keys(hour, report)) {
        const found = keys.has(key) ? undefined : await this.#shown(key, report);
        if (found?.bytes) yield found.bytes;
      }
    }
  }

  async #listDigests(report: Report): Promise<Map<string, string | undefined>> {
    const found = new Map<string, string | undefined>();
    for await (const { key, versionId } of firstVersions(this.#s3, this.bucket, digestPrefix, report)) {
      found.set(key, versionId);
    }
    return found;
  }

  /** What digests list of the hours that the next one will look at. */
  async #listedLately(report: Report): Promise<{ keys: Set<string>; since: string }> {
    const digests = await this.digestKeys(report);
    const newest = await this.#parsed(digests.at(-1), report);
    if (!newest) return { keys: new Set(), since: '' };
    const since = hourOf(lookBackFrom(newest.period));
    const oldest = digestKey(earlierDigestsFrom(newest.period));
    const keys = new Set<string>();
    for (const key of digests.filter((each) => each >= oldest)) {
      for (const object of (await this.#parsed(key, report))?.objects ?? []) keys.add(object.key);
    }
    return { keys, since };
  }

  async #parsed(key: string | undefined, report: Report): Promise<DigestFile | undefined> {
    const found = key === undefined ? undefined : await this.digest(key, report);
    return found && digestFileSchema.parse(JSON.parse(found.bytes.toString('utf8')));
  }

  async #hours(report: Report): Promise<string[]> {
    const hours: string[] = [];
    for (const folder of await foldersUnder(this.#s3, this.bucket, trail, report)) {
      const [, hour] = hourFolder.exec(folder) ?? [];
      if (hour !== undefined && !Number.isNaN(hourStart(hour))) hours.push(hour);
      else report({ code: 'object-foreign', where: folder, what: 'Countersign archives nothing there' });
    }
    return hours.sort();
  }

  async *#keys(hour: string, report: Report): AsyncGenerator<string> {
    for await (const { key } of firstVersions(this.#s3, this.bucket, hourPrefix(hour), report)) yield key;
  }

  /** Bytes of an object, of its first version if the present one is not what a digest lists. */
  async #original({ key, sha256 }: { key: string; sha256: string }): Promise<Read> {
    const found = await this.#get(key);
    if (found.bytes && sha256Of(found.bytes) === sha256) return found;
    // That there are several is reported where the hour is listed.
    for await (const first of firstVersions(this.#s3, this.bucket, key, () => undefined)) {
      if (first.key === key) return this.#get(key, first.versionId);
    }
    return found;
  }

  /** Reads an object, and reports if S3 does not show it. */
  async #shown(key: string, report: Report, version?: string): Promise<Read> {
    const read = await this.#get(key, version);
    if (read.refused !== undefined) {
      report({ code: 'archive-refused', where: key, what: refusedText(read.refused) });
    }
    return read;
  }

  async #get(key: string, version?: string): Promise<Read> {
    try {
      const VersionId = version === undefined ? {} : { VersionId: version };
      const { Body, Metadata } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key, ...VersionId }),
      );
      return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), metadata: Metadata ?? {} };
    } catch (error) {
      const nothing = { bytes: undefined, metadata: {} };
      if (error instanceof Error && error.name === 'NoSuchKey') return nothing;
      const refused = refusalOf(error);
      if (refused === undefined) throw error;
      return { ...nothing, refused };
    }
  }
}

/** What was read of an object; `refused`: why S3 does not show it. */
interface Read {
  bytes: Buffer | undefined;
  metadata: Record<string, string>;
  refused?: string;
}
