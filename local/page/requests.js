/** @import { RequestItem } from './types.d.ts' */
import * as api from './api.js';
import { riskBadge, statusBadge, statuses } from './badges.js';
import { byId, drawList, h } from './dom.js';
import * as people from './people.js';
import { titleOf } from './request-types.js';
import { ago } from './time.js';
import { notify } from './toast.js';

let status = '';
/** Whether only the requests of who looks are shown. */
let own = false;
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
  const whose = own ? 'None of your requests' : 'No request';
  none.textContent = status
    ? `${whose} is ${status}.`
    : own
      ? 'You asked for nothing yet.'
      : 'No requests yet.';
}

/** Reads the list again, as many pages of it as are shown. */
export async function refresh() {
  /** @type {RequestItem[]} */
  const read = [];
  /** @type {string | undefined} */
  let cursor;
  for (let page = 0; page < pages && (page === 0 || cursor); page += 1) {
    const of = own ? people.me()?.email : undefined;
    const answer = await api.requests({ status, ...(cursor && { cursor }), ...(of && { of }) });
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

/**
 * Shows what an address says of the list: `#/requests?own&status=pending`.
 *
 * @param {URLSearchParams} query
 */
export function filter(query) {
  own = query.has('own');
  status = statuses.includes(query.get('status') ?? '') ? String(query.get('status')) : '';
  pages = 1;
  showFilter();
  void refreshOrSay();
}

/** Writes the filter into the address, which can be sent to somebody or kept. */
function changed() {
  const query = [own && 'own', status && `status=${status}`].filter(Boolean).join('&');
  location.hash = `#/requests?${query}`;
}

let showFilter = () => {};

/** Draws the filter and makes it work. */
export function start() {
  const options = statuses.map((name) => h('option', { value: name }, name));
  const select = h(
    'select',
    { id: 'status-filter', 'data-testid': 'status-filter' },
    h('option', { value: '' }, 'all'),
    options,
  );
  const mine = h('input', { type: 'checkbox', id: 'own-filter', 'data-testid': 'own-filter' });
  select.addEventListener('change', () => {
    status = select.value;
    changed();
  });
  mine.addEventListener('change', () => {
    own = mine.checked;
    changed();
  });
  showFilter = () => {
    select.value = status;
    mine.checked = own;
  };
  byId('filter').append(
    h('label', { for: 'own-filter' }, mine, ' My own'),
    h('label', { for: 'status-filter' }, 'Status'),
    select,
  );
  byId('more-requests').addEventListener('click', () => {
    pages += 1;
    void refreshOrSay();
  });
}
