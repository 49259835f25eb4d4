import { types } from 'node:util';
import { ModelledError } from '../modelled-error.ts';
import type { WireAnswer, WireRequest } from './http.ts';

/** One of AWS's wire protocols: how a call, its answer and its errors are written down. */
export interface Protocol {
  /** Throws `ModelledError` for what it cannot read. */
  decode(request: WireRequest): { operation: string; input: object };
  encode(operation: string, output: object): WireAnswer;
  encodeError(error: ModelledError): WireAnswer;
}

/** Parses a JSON body that must hold an object; an empty one is an empty object. */
export function parseJsonBody(body: Buffer): object {
  const parsed = body.length === 0 ? {} : parse(body.toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw unreadable();
  return parsed;
}

/** JSON with dates as a protocol writes them, and bytes in base64. */
export function jsonWithDates(value: object, date: (date: Date) => string | number): string {
  return JSON.stringify(value, function (this: unknown, key, shown) {
    const original = typeof this === 'object' && this !== null ? Reflect.get(this, key) : shown;
    if (original instanceof Date) return date(original);
    return types.isUint8Array(original) ? Buffer.from(original).toString('base64') : shown;
  });
}

export function epochSeconds(date: Date): number {
  return date.getTime() / 1000;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw unreadable();
  }
}

function unreadable(): ModelledError {
  return new ModelledError('SerializationException', 400, 'The request body is not a JSON object.');
}
