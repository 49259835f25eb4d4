import { isIP } from 'node:net';
import { pointerTo } from '../../problem.ts';
import type { JsonValue } from '../json.ts';
import { isPolicyDate } from './date.ts';
import type { ValueType } from './operator.ts';
import { type ProblemList, quoted } from './problems.ts';

type Scalar = string | number | boolean;

/** What each operator's values look like; operators on strings and ARNs take any scalar. */
const shapes: Partial<Record<ValueType, { fits: (value: Scalar) => boolean; shape: string }>> = {
  numeric: { fits: isNumeric, shape: 'a number' },
  date: { fits: isPolicyDate, shape: 'a date such as "2026-01-31T12:00:00Z", or seconds since 1970' },
  bool: { fits: (value) => isTruth(value) || isVariable(value), shape: '"true" or "false"' },
  null: { fits: isTruth, shape: '"true" (the key is absent) or "false" (it is present)' },
  ip: { fits: isAddressRange, shape: 'an address or range such as "203.0.113.0/24" or "2001:db8::/32"' },
  binary: { fits: isBase64, shape: 'base64' },
};

/** Reports a condition value that is no scalar or list of scalars, or not of the type its operator compares. */
export function checkConditionValue(
  type: ValueType | undefined,
  value: JsonValue,
  pointer: string,
  problems: ProblemList,
): void {
  if (!Array.isArray(value)) {
    checkScalar(type, value, pointer, problems);
    return;
  }
  for (const [index, element] of value.entries())
    checkScalar(type, element, pointerTo(pointer, index), problems);
}

function checkScalar(
  type: ValueType | undefined,
  value: JsonValue,
  pointer: string,
  problems: ProblemList,
): void {
  if (typeof value === 'object') {
    problems.add(pointer, 'wrong-type', 'A condition value is a string, number or boolean.');
    return;
  }
  const expected = type === undefined ? undefined : shapes[type];
  if (expected !== undefined && !expected.fits(value))
    problems.add(pointer, 'invalid-condition-value', `${quoted(String(value))} is not ${expected.shape}.`);
}

function isNumeric(value: Scalar): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value));
}

/** AWS takes `True` as well (recorded from CreatePolicy). */
function isTruth(value: Scalar): boolean {
  return typeof value === 'boolean' || (typeof value === 'string' && /^(true|false)$/i.test(value));
}

function isVariable(value: Scalar): boolean {
  return typeof value === 'string' && value.startsWith('${') && value.endsWith('}');
}

function isAddressRange(value: Scalar): boolean {
  if (typeof value !== 'string') return false;
  const [address = '', bits, ...more] = value.split('/', 3);
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isBase64(value: Scalar): boolean {
  return typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
