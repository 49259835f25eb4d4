import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Report } from '../verify/finding.ts';
import { refusalOf, refusedText } from './refused.ts';

/** A key of a versioned bucket, with the version that was written first. */
export interface FirstVersion {
  key: string;
  versionId: string | undefined;
}

interface Version {
  Key?: string | undefined;
  VersionId?: string | undefined;
  LastModified?: Date | undefined;
}

type Entry = Version & { isMarker: boolean };
type Lister = Pick<S3Client, 'send'>;

/**
 * Keys under a prefix, each with its first version: objects are written once, so whatever came later, a delete
 * marker or a second version, hides or replaces something, and is reported.
 */
export async function* firstVersions(
  s3: Lister,
  bucket: string,
  prefix: string,
  report: Report,
): AsyncGenerator<FirstVersion> {
  let current: Entry[] = [];
  for await (const page of pages(s3, { Bucket: bucket, Prefix: prefix }, report)) {
    for (const version of inKeyOrder(page.Versions ?? [], page.DeleteMarkers ?? [])) {
      if (current[0] && current[0].Key !== version.Key) {
        yield* firstOf(current, report);
        current = [];
      }
      current.push(version);
    }
  }
  yield* firstOf(current, report);
}

/** What comes after a prefix, up to the next `/`. */
export async function foldersUnder(
  s3: Lister,
  bucket: string,
  prefix: string,
  report: Report,
): Promise<string[]> {
  const found: string[] = [];
  for await (const page of pages(s3, { Bucket: bucket, Prefix: prefix, Delimiter: '/' }, report)) {
    found.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []));
    found.push(...(page.Versions ?? []).flatMap(({ Key }) => Key ?? []));
  }
  return [...new Set(found)];
}

/** Ends, with a finding, where S3 does not let the bucket be listed. */
async function* pages(s3: Lister, input: ListObjectVersionsCommand['input'], report: Report) {
  let next: Pick<typeof input, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (next) {
    const page = await pageOf(s3, { ...input, ...next }, report);
    if (page === undefined) return;
    yield page;
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    next = page.IsTruncated ? { KeyMarker, VersionIdMarker } : undefined;
  }
}

async function pageOf(
  s3: Lister,
  input: ListObjectVersionsCommand['input'],
  report: Report,
): Promise<ListObjectVersionsCommandOutput | undefined> {
  try {
    return await s3.send(new ListObjectVersionsCommand(input));
  } catch (error) {
    const refused = refusalOf(error);
    if (refused === undefined) throw error;
    const where = `${input.Bucket}/${input.Prefix}`;
    report({ code: 'archive-refused', where, what: refusedText(refused) });
    return undefined;
  }
}

/** Both lists as one, in the order of keys; versions of one key stay in the order of S3, the newest first. */
function inKeyOrder(versions: readonly Version[], markers: readonly Version[]): Entry[] {
  const all = [
    ...versions.map((each) => ({ ...each, isMarker: false })),
    ...markers.map((each) => ({ ...each, isMarker: true })),
  ];
  return markers.length === 0 ? all : all.sort((one, other) => compare(one.Key ?? '', other.Key ?? ''));
}

function* firstOf(entries: readonly Entry[], report: Report): Generator<FirstVersion> {
  const first = entries.findLast(({ isMarker }) => !isMarker);
  for (const later of entries.filter((entry) => entry !== first)) {
    const done = later.isMarker ? 'it was hidden by a delete marker' : 'another version was put in its place';
    const what = `${done}${later.LastModified ? ` at ${later.LastModified.toISOString()}` : ''}`;
    report({ code: 'object-hidden', where: later.Key ?? '', what });
  }
  if (first?.Key !== undefined) yield { key: first.Key, versionId: first.VersionId };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
