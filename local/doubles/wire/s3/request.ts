import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { ModelledError } from '../../modelled-error.ts';
import type { WireRequest } from '../http.ts';
import { headerOf, metadataPrefix, queryOf, unknownHeaders } from './members.ts';
import { notImplemented, operationOf, type Place } from './operations.ts';

const numbers = ['MaxKeys'];
const booleans = ['BypassGovernanceRetention'];
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Object' });

/** Bodies in XML, by operation, as the members that they are. */
const documents: Readonly<Record<string, z.ZodType<object>>> = {
  DeleteObjects: z
    .object({ Delete: z.object({ Object: z.array(z.unknown()).default([]), Quiet: z.string().optional() }) })
    .transform(({ Delete: { Object: Objects, Quiet } }) => ({
      Delete: { Objects, Quiet: Quiet === 'true' },
    })),
  PutObjectRetention: z.object({ Retention: z.looseObject({}) }),
};

/** Reads a call of the S3 API: path style, the operation in method, path and query. Throws S3's errors. */
export function decodeRequest(request: WireRequest): { operation: string; input: object } {
  const place = placeOf(request.url);
  const operation = operationOf(request, place);
  const foreign = unknownHeaders.find((name) => request.headers[name] !== undefined);
  if (foreign !== undefined) throw notImplemented(`the header ${foreign}`);
  if (String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-')) {
    throw notImplemented('bodies in chunks');
  }
  const input = {
    Bucket: place.bucket,
    ...(place.key !== '' && { Key: place.key }),
    ...members(queryOf, (name) => request.url.searchParams.get(name) ?? undefined),
    ...fromHeaders(request),
    ...fromBody(operation, request),
  };
  return { operation, input };
}

function placeOf({ pathname }: URL): Place {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(pathname) ?? [];
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch {
    throw new ModelledError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}

function fromHeaders({ headers }: WireRequest): object {
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(metadataPrefix))
    .map(([name, value]) => [name.slice(metadataPrefix.length), String(value)]);
  return {
    ...members(headerOf, (name) => headers[name]?.toString()),
    ...(metadata.length > 0 && { Metadata: Object.fromEntries(metadata) }),
  };
}

function members(
  names: Readonly<Record<string, string>>,
  value: (name: string) => string | undefined,
): object {
  return Object.fromEntries(
    Object.entries(names).flatMap(([member, name]) => {
      const text = value(name);
      return text === undefined ? [] : [[member, typed(member, text)]];
    }),
  );
}

function typed(member: string, text: string): string | number | boolean {
  if (numbers.includes(member)) return Number(text);
  return booleans.includes(member) ? text === 'true' : text;
}

function fromBody(operation: string, { body }: WireRequest): object {
  const document = documents[operation];
  if (document === undefined) return operation === 'PutObject' ? { Body: body } : {};
  const parsed = document.safeParse(xml(body));
  if (parsed.success) return parsed.data;
  throw new ModelledError('MalformedXML', 400, 'The XML you provided did not validate');
}

function xml(body: Buffer): unknown {
  try {
    return parser.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
