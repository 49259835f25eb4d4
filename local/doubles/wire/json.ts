import { epochSeconds, jsonWithDates, type Protocol, parseJsonBody } from './protocol.ts';

/** AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, everything else in the body, dates as epoch seconds. */
export function jsonProtocol(version: '1.0' | '1.1'): Protocol {
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  return {
    decode({ headers: received, body }) {
      const target = String(received['x-amz-target'] ?? '');
      return { operation: target.slice(target.lastIndexOf('.') + 1), input: parseJsonBody(body) };
    },
    encode: (_operation, output) => ({ status: 200, headers, body: jsonWithDates(output, epochSeconds) }),
    encodeError: ({ name, httpStatus, message, members }) => ({
      status: httpStatus,
      headers,
      body: JSON.stringify({ __type: name, message, ...members }),
    }),
  };
}
