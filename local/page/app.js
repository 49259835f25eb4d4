import * as channel from './channel.js';
import { byId } from './dom.js';
import { coalesce, listen } from './events.js';
import { openNewRequest } from './new-request.js';
import * as people from './people.js';
import * as request from './request.js';
import * as requestTypes from './request-types.js';
import * as requests from './requests.js';
import { keepTimesFresh } from './time.js';
import { notify } from './toast.js';

/** @param {() => Promise<void>} run */
const orSay = (run) => () => run().catch((error) => notify(error.message));

const refreshChannel = coalesce(orSay(channel.refresh));
const refreshList = coalesce(orSay(requests.refresh));
const refreshRequest = coalesce(orSay(request.refresh));

/** What to read again when something changed. @type {Record<string, (() => void)[]>} */
const readers = {
  requests: [refreshList, refreshRequest],
  slack: [refreshChannel],
  workflow: [refreshRequest],
};

/**
 * Shows what the address says: `#/channel`, `#/requests`, `#/requests?own&status=STATUS`, `#/requests/ID`, `#/new` and
 * `#/new/TYPE`.
 */
function route() {
  const [path = '', query] = location.hash.split('?');
  const [, view = '', id = ''] = path.split('/');
  if (view === 'new') {
    location.replace('#/requests');
    void openNewRequest(id).catch((error) => notify(error.message));
    return;
  }
  if (query !== undefined) requests.filter(new URLSearchParams(query));
  const selected = view === 'requests' ? decodeURIComponent(id) : '';
  document.body.dataset.view = view === 'requests' ? 'requests' : 'channel';
  document.body.dataset.detail = selected ? 'open' : 'closed';
  for (const tab of document.querySelectorAll('#tabs a')) {
    const current = tab.getAttribute('href') === `#/${document.body.dataset.view}`;
    if (current) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  requests.select(selected);
  request.select(selected);
}

/** @param {boolean} open */
function showConnection(open) {
  const element = byId('connection');
  element.dataset.state = open ? 'open' : 'lost';
  element.textContent = open ? 'Live' : 'Reconnecting…';
}

async function start() {
  keepTimesFresh();
  requests.start();
  for (const button of document.querySelectorAll('[data-action="new-request"]')) {
    button.addEventListener('click', () => void openNewRequest().catch((error) => notify(error.message)));
  }
  const changed = () => {
    channel.redraw();
    refreshList();
  };
  await Promise.all([people.start(byId('person-switcher'), changed), requestTypes.read()]);
  window.addEventListener('hashchange', route);
  route();
  listen({
    subjects: Object.keys(readers),
    onConnection: showConnection,
    onChange: (subject) => {
      for (const read of readers[subject] ?? []) read();
    },
  });
}

start().catch((error) => notify(error.message));
