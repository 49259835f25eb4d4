import { epochSeconds, jsonWithDates, type Protocol, parseJsonBody } from './protocol.ts';

/**
 * AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, everything else in the body, dates as epoch seconds. `blobs`
 * names the parameters that are bytes, in base64 on the wire.
 */
export function jsonProtocol(version: '1.0' | '1.1', blobs: readonly string[] = []): Protocol {
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  return {
    decode({ headers: received, body }) {
      const target = String(received['x-amz-target'] ?? '');
      const input = withBytes(parseJsonBody(body), blobs);
      return { operation: target.slice(target.lastIndexOf('.') + 1), input };
    },
    encode: (_operation, output) => ({ status: 200, headers, body: jsonWithDates(output, epochSeconds) }),
    encodeError: ({ name, httpStatus, message, members }) => ({
      status: httpStatus,
      headers,
      body: JSON.stringify({ __type: name, message, ...members }),
    }),
  };
}

function withBytes(input: object, blobs: readonly string[]): object {
  if (blobs.length === 0) return input;
  const members = Object.entries(input).map(([name, value]) => [
    name,
    blobs.includes(name) && typeof value === 'string' ? Buffer.from(value, 'base64') : value,
  ]);
  return Object.fromEntries(members);
}
