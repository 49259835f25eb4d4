import { types } from 'node:util';
import { XMLBuilder } from 'fast-xml-parser';
import type { Protocol } from '../protocol.ts';
import { headerOf, metadataPrefix } from './members.ts';
import { decodeRequest } from './request.ts';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** What an answer in XML is called, and the names that its lists have there. */
const documents: Readonly<Record<string, { root: string; lists?: Readonly<Record<string, string>> }>> = {
  ListObjectsV2: { root: 'ListBucketResult' },
  ListObjectVersions: {
    root: 'ListVersionsResult',
    lists: { Versions: 'Version', DeleteMarkers: 'DeleteMarker' },
  },
  DeleteObjects: { root: 'DeleteResult', lists: { Errors: 'Error' } },
};
const noContent = ['DeleteObject'];

/** REST XML as S3 speaks it: objects are bodies, what is said about them headers, everything else XML. */
export const s3Protocol: Protocol = {
  decode: decodeRequest,
  encode(operation, output) {
    const document = documents[operation];
    if (document !== undefined) {
      const entries = Object.entries(output).map(([name, value]) => [document.lists?.[name] ?? name, value]);
      const body = builder.build({
        [document.root]: { '@xmlns': namespace, ...xmlOf(Object.fromEntries(entries)) },
      });
      return { status: 200, headers: { 'content-type': 'application/xml' }, body };
    }
    const { Body: body, ...members }: Record<string, unknown> = { ...output };
    const status = noContent.includes(operation) ? 204 : 200;
    return { status, headers: headersOf(members), body: bytesOf(body) };
  },
  encodeError({ name, httpStatus, message, members }) {
    const error = { Code: name, Message: message, ...members };
    const headers = { 'content-type': 'application/xml', ...headersOf(members) };
    return { status: httpStatus, headers, body: builder.build({ Error: xmlOf(error) }) };
  },
};

/** A stored object is handed out with its bytes at hand. */
function bytesOf(body: unknown): Uint8Array {
  const bytes = typeof body === 'object' && body !== null && 'bytes' in body ? body.bytes : undefined;
  return types.isUint8Array(bytes) ? bytes : new Uint8Array();
}

function headersOf({ Metadata = {}, ...members }: Readonly<Record<string, unknown>>): Record<string, string> {
  const known = Object.entries(members).flatMap(([member, value]) => {
    const name = headerOf[member];
    return name === undefined || value === undefined ? [] : [[name, headerValue(name, value)] as const];
  });
  const metadata = Object.entries(Metadata ?? {}).map(
    ([name, value]) => [metadataPrefix + name, String(value)] as const,
  );
  return Object.fromEntries([...known, ...metadata]);
}

function headerValue(name: string, value: unknown): string {
  if (!(value instanceof Date)) return String(value);
  return name === 'last-modified' ? value.toUTCString() : value.toISOString();
}

/** The value as the XML builder takes it: dates in ISO 8601, nothing that is undefined. */
function xmlOf(value: object): object {
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, memberOf(member)]));
}

function memberOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(memberOf);
  return typeof value === 'object' && value !== null ? xmlOf(value) : value;
}
