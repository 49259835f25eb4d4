import { byId, h } from './dom.js';

const shownMilliseconds = 7_000;

/**
 * Says something in passing, at the bottom of the page; a screen reader reads it out.
 *
 * @param {string} text
 */
export function notify(text) {
  const toast = h('p', { class: 'toast', 'data-testid': 'toast' }, text);
  byId('toasts').append(toast);
  setTimeout(() => toast.remove(), shownMilliseconds);
}
