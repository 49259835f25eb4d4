/**
 * True if a number written in JSON survives `JSON.parse`: the double it becomes is written with the same
 * decimal value. `1.50` and `1e3` survive, `12345678901234567890` and `1e400` do not.
 */
export function isExactNumber(source: string): boolean {
  return canonicalDecimal(source) === canonicalDecimal(String(Number(source)));
}

/** True if a number that was already parsed can be trusted to be the one that was written. */
export function isTrustworthyNumber(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** Sign, digits without leading or trailing zeros, and the power of ten, so that equal values are equal strings. */
function canonicalDecimal(source: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(source);
  if (match === null) return 'not a decimal';
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const all = whole + fraction;
  let start = 0;
  while (start < all.length && all[start] === '0') start += 1;
  if (start === all.length) return '0';
  let end = all.length;
  while (all[end - 1] === '0') end -= 1;
  return `${sign}${all.slice(start, end)}e${Number(power) - fraction.length + all.length - end}`;
}
