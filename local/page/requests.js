/** @import { RequestItem } from './types.d.ts' */
import * as api from './api.js';
import { riskBadge, statusBadge, statuses } from './badges.js';
import { byId, drawList, h } from './dom.js';
import * as people from './people.js';
import { titleOf } from './request-types.js';
import { ago } from './time.js';
import { notify } from './toast.js';

let status = '';
/** How many pages the reader asked for. */
let pages = 1;
let selected = '';
/** @type {RequestItem[]} */
let items = [];

/** @param {RequestItem} item */
function drawRow(item) {
  const attributes = {
    href: `#/requests/${encodeURIComponent(item.id)}`,
    'data-testid': `request-row-${item.id}`,
    'aria-current': item.id === selected ? 'true' : null,
  };
  return h(
    'li',
    {},
    h(
      'a',
      attributes,
      h(
        'span',
        { class: 'row-top' },
        h('strong', {}, item.name ?? titleOf(item.type)),
        item.risk && riskBadge(item.risk),
        statusBadge(item.status),
      ),
      h(
        'span',
        { class: 'row-bottom' },
        h(
          'span',
          {},
          `${item.name === undefined ? '' : `${titleOf(item.type)}, `}${people.shortName(item.requester)}`,
        ),
        ago(item.createdAt),
      ),
      h('code', { class: 'row-id' }, [item.account, item.id].filter(Boolean).join(' · ')),
    ),
  );
}

/** @param {boolean} more whether there are more than are shown */
function draw(more) {
  drawList(byId('request-list'), items, {
    key: ({ id }) => id,
    draw: drawRow,
    depends: selected,
  });
  byId('more-requests').hidden = !more;
  const none = byId('no-requests');
  none.hidden = items.length > 0;
  none.textContent = status ? `No request is ${status}.` : 'No requests yet.';
}

/** Reads the list again, as many pages of it as are shown. */
export async function refresh() {
  /** @type {RequestItem[]} */
  const read = [];
  /** @type {string | undefined} */
  let cursor;
  for (let page = 0; page < pages && (page === 0 || cursor); page += 1) {
    const answer = await api.requests({ status, ...(cursor ? { cursor } : {}) });
    read.push(...answer.items);
    cursor = answer.nextCursor;
  }
  items = read;
  draw(cursor !== undefined);
}

/**
 * Marks the request that is being read.
 *
 * @param {string} id '' for none
 */
export function select(id) {
  selected = id;
  draw(!byId('more-requests').hidden);
}

const refreshOrSay = () => refresh().catch((error) => notify(error.message));

/** Draws the filter and makes it work. */
export function start() {
  const options = statuses.map((name) => h('option', { value: name }, name));
  const select = h(
    'select',
    { id: 'status-filter', 'data-testid': 'status-filter' },
    h('option', { value: '' }, 'all'),
    options,
  );
  select.addEventListener('change', () => {
    status = select.value;
    pages = 1;
    void refreshOrSay();
  });
  byId('filter').append(h('label', { for: 'status-filter' }, 'Status'), select);
  byId('more-requests').addEventListener('click', () => {
    pages += 1;
    void refreshOrSay();
  });
}
