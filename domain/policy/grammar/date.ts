const isoDate =
  /^(-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:t(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?)?(?:z|[+-](\d{2})(?::(\d{2}))?)?)?)?$/;

/** The years AWS can represent: a signed 64-bit count of milliseconds. */
const firstYear = -292_275_054;
const lastYear = 292_278_993;
const lastSecond = 9_223_372_036_854_775_807n;

/**
 * True for what IAM takes as the value of a Date operator: an ISO 8601 date in any of W3C's precisions (`t`
 * and `z` in either case, one-digit fields; recorded from CreatePolicy), or seconds since 1970 in 63 bits.
 */
export function isPolicyDate(value: string | number | boolean): boolean {
  if (typeof value === 'boolean') return false;
  const text = String(value).toLowerCase();
  if (/^\d+$/.test(text)) return text.length <= 19 && BigInt(text) <= lastSecond;
  const match = isoDate.exec(text);
  if (match === null || !/[t-]/.test(text)) return false;
  const [
    ,
    year,
    month = '1',
    day = '1',
    hour = '0',
    minute = '0',
    second = '0',
    zone = '0',
    zoneMinute = '0',
  ] = match;
  return (
    within(year, firstYear, lastYear) &&
    within(month, 1, 12) &&
    within(day, 1, 31) &&
    within(hour, 0, 23) &&
    within(minute, 0, 59) &&
    within(second, 0, 59) &&
    within(zone, 0, 23) &&
    within(zoneMinute, 0, 59)
  );
}

function within(digits: string | undefined, least: number, most: number): boolean {
  const number = Number(digits);
  return number >= least && number <= most;
}
