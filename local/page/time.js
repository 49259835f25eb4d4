import { h } from './dom.js';

/** @type {Intl.DateTimeFormatOptions} */
const dayAndTime = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' };
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** Largest first, in seconds. @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** @param {Date} date */
function fromNow(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  if (unit) return relative.format(Math.trunc(seconds / unit[1]), unit[0]);
  return seconds > 0 ? 'in a moment' : 'just now';
}

/**
 * A time as “3 minutes ago”, exact on hover; it keeps itself up to date.
 *
 * @param {string} iso
 */
export function ago(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return h('span', {}, iso);
  return h('time', { datetime: iso, title: date.toString(), 'data-relative': true }, fromNow(date));
}

/**
 * A time to the second, for records.
 *
 * @param {string} iso
 */
export function exact(iso) {
  const date = new Date(iso);
  const text = Number.isNaN(date.getTime()) ? iso : date.toLocaleString('en-GB', dayAndTime);
  return h('time', { datetime: iso, title: iso }, text);
}

/**
 * A message's `ts` as the time of day.
 *
 * @param {string} ts seconds since 1970, with a fraction
 */
export function clock(ts) {
  const date = new Date(Number(ts) * 1000);
  if (Number.isNaN(date.getTime())) return h('span', {}, ts);
  const text = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return h('time', { datetime: date.toISOString(), title: date.toString() }, text);
}

/** What Slack's date tokens stand for. @type {Record<string, Intl.DateTimeFormatOptions>} */
const slackTokens = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

/**
 * Slack's `<!date>`: tokens such as `{date_short}` become the reader's own date and time.
 *
 * @param {number} seconds
 * @param {string} format
 * @param {string} fallback shown for a format with a token Slack does not know
 */
export function slackDate(seconds, format, fallback) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return h('span', {}, fallback);
  const text = format.replace(/\{(\w+)\}/g, (token, /** @type {string} */ name) => {
    if (name === 'ago') return fromNow(date);
    const options = slackTokens[name.replace(/_pretty$/, '')];
    return options ? date.toLocaleString('en-GB', options) : token;
  });
  return h(
    'time',
    { datetime: date.toISOString(), title: date.toString() },
    text.includes('{') ? fallback : text,
  );
}

const refreshMilliseconds = 20_000;

/** Keeps every relative time on the page true. */
export function keepTimesFresh() {
  setInterval(() => {
    for (const element of document.querySelectorAll('time[data-relative]')) {
      element.textContent = fromNow(new Date(element.getAttribute('datetime') ?? ''));
    }
  }, refreshMilliseconds);
}
