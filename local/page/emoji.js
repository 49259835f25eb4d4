/** Slack draws an unknown `:name:` as it is written; these are the ones that have a picture here.
 * Without variation selectors, which the page spells out. */
const emoji = new Map(
  Object.entries({
    alarm_clock: '⏰',
    arrow_right: '➡',
    bell: '🔔',
    boom: '💥',
    closed_lock_with_key: '🔐',
    eyes: '👀',
    heavy_check_mark: '✔',
    hourglass: '⌛',
    hourglass_flowing_sand: '⏳',
    information_source: 'ℹ',
    key: '🔑',
    large_blue_circle: '🔵',
    large_green_circle: '🟢',
    large_orange_circle: '🟠',
    large_yellow_circle: '🟡',
    leftwards_arrow_with_hook: '↩',
    lock: '🔒',
    memo: '📝',
    no_entry: '⛔',
    no_entry_sign: '🚫',
    question: '❓',
    red_circle: '🔴',
    rotating_light: '🚨',
    shield: '🛡',
    tada: '🎉',
    warning: '⚠',
    wastebasket: '🗑',
    white_check_mark: '✅',
    x: '❌',
  }),
);

/**
 * The picture of an emoji name, if it has one here.
 *
 * @param {string} name without its colons
 */
export const picture = (name) => emoji.get(name);

/**
 * Replaces the emoji names in plain text.
 *
 * @param {string} text
 */
export const withPictures = (text) =>
  text.replace(/:([a-z0-9_+-]{1,40}):/g, (whole, /** @type {string} */ name) => picture(name) ?? whole);
