import { XMLBuilder } from 'fast-xml-parser';
import type { Protocol } from './protocol.ts';

const requestId = '00000000-0000-4000-8000-000000000000';
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/**
 * AWS Query, as IAM speaks it: the call is a form (`Tags.member.1.Key=…`), the answer XML in `namespace`. `numbers` and
 * `booleans` name the parameters that are no texts.
 */
export function queryProtocol({
  namespace,
  numbers,
  booleans,
}: {
  namespace: string;
  numbers: readonly string[];
  booleans: readonly string[];
}): Protocol {
  const headers = { 'content-type': 'text/xml' };
  const typed = (name: string, value: unknown) => {
    if (booleans.includes(name)) return value === 'true';
    return numbers.includes(name) && value !== '' ? Number(value) : value;
  };
  const document = (name: string, content: object) =>
    builder.build({ [name]: { '@xmlns': namespace, ...content } });
  return {
    decode({ body }) {
      const form = new URLSearchParams(body.toString('utf8'));
      const operation = form.get('Action') ?? '';
      const fields = [...form].filter(([name]) => name !== 'Action' && name !== 'Version');
      const input = Object.fromEntries(
        Object.entries(nest(fields)).map(([name, value]) => [name, typed(name, value)]),
      );
      return { operation, input };
    },
    encode(operation, output) {
      const content = {
        [`${operation}Result`]: xmlOf(output),
        ResponseMetadata: { RequestId: requestId },
      };
      return { status: 200, headers, body: document(`${operation}Response`, content) };
    },
    encodeError({ name, httpStatus, message }) {
      const type = httpStatus < 500 ? 'Sender' : 'Receiver';
      const error = { Type: type, Code: name, Message: message };
      const body = document('ErrorResponse', { Error: error, RequestId: requestId });
      return { status: httpStatus, headers, body };
    },
  };
}

/** Turns `Tags.member.1.Key` into members of members; what is under `member` is a list. */
function nest(fields: readonly (readonly [string, string])[]): Record<string, unknown> {
  const direct = fields.filter(([name]) => !name.includes('.'));
  const deep = fields.filter(([name]) => name.includes('.'));
  const heads = Map.groupBy(deep, ([name]) => name.slice(0, name.indexOf('.')));
  const nested = [...heads].map(([head, inner]) => {
    const below = nest(inner.map(([name, value]) => [name.slice(head.length + 1), value] as const));
    return [head, listOf(below)] as const;
  });
  return Object.fromEntries([...direct, ...nested]);
}

function listOf(value: Record<string, unknown>): unknown {
  const { member } = value;
  if (typeof member !== 'object' || member === null) return value;
  return Object.entries(member)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, item]) => item);
}

/** The value as the XML builder takes it: lists under `member`, dates in ISO 8601. */
function xmlOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return { member: value.map(xmlOf) };
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, xmlOf(member)]));
}
