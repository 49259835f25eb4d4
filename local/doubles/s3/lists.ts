import type * as z from 'zod';
import type { Bucket, Stored } from './bucket.ts';
import { invalidArgument } from './errors.ts';
import { type KeyPage, pageOfKeys } from './listing.ts';
import { listedObject, listedVersion } from './output.ts';
import type { listObjects, listVersions } from './parameters.ts';

/** ListObjectsV2: keys whose newest version is no delete marker. */
export function objectsPage(bucket: Bucket, input: z.output<typeof listObjects>): object {
  const { Bucket: Name, Prefix, Delimiter, MaxKeys, StartAfter, ContinuationToken } = input;
  const after = ContinuationToken === undefined ? (StartAfter ?? '') : keyOf(ContinuationToken);
  const isListed = (key: string) => bucket.holds(key);
  const selection = { prefix: Prefix, delimiter: Delimiter, after, limit: MaxKeys };
  const page = pageOfKeys(bucket.keys, isListed, selection);
  return {
    ...{ Name, Prefix, MaxKeys, KeyCount: page.keys.length + page.prefixes.length },
    ...given({ Delimiter, StartAfter, ContinuationToken }),
    ...rolledUp(page),
    ...(page.keys.length > 0 && { Contents: page.keys.map((key) => objectOf(bucket, key)) }),
    ...(page.last !== undefined && { NextContinuationToken: tokenOf(page.last) }),
  };
}

/** ListObjectVersions; a page ends with all versions of a key, which may be more than were asked for. */
export function versionsPage(bucket: Bucket, input: z.output<typeof listVersions>): object {
  const { Bucket: Name, Prefix, Delimiter, MaxKeys, KeyMarker, VersionIdMarker } = input;
  const selection = { prefix: Prefix, delimiter: Delimiter, after: KeyMarker ?? '', limit: MaxKeys };
  const page = pageOfKeys(bucket.keys, () => true, selection);
  const listed = page.keys.flatMap((key) =>
    [...bucket.versions(key)].map((stored, place) => ({
      stored,
      output: listedVersion(stored, place === 0),
    })),
  );
  const ofKind = (kind: Stored['entry']['kind']) =>
    listed.filter(({ stored }) => stored.entry.kind === kind).map(({ output }) => output);
  return {
    ...{ Name, Prefix, MaxKeys },
    ...given({ Delimiter, KeyMarker, VersionIdMarker }),
    ...rolledUp(page),
    Versions: ofKind('object'),
    DeleteMarkers: ofKind('marker'),
    ...(page.last !== undefined && { NextKeyMarker: page.last }),
  };
}

function objectOf(bucket: Bucket, key: string): object {
  const stored = bucket.latest(key);
  if (stored?.entry.kind !== 'object') throw new TypeError(`No object: ${key}`);
  return listedObject(stored.entry);
}

function rolledUp({ prefixes, last }: KeyPage): object {
  const CommonPrefixes = prefixes.map((Prefix) => ({ Prefix }));
  return { IsTruncated: last !== undefined, ...(CommonPrefixes.length > 0 && { CommonPrefixes }) };
}

function given(members: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value));
}

function tokenOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function keyOf(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (token === '' || tokenOf(key) !== token)
    throw invalidArgument('The continuation token provided is incorrect');
  return key;
}
