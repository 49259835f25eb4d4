/** @import { RequestType } from './types.d.ts' */
import * as api from './api.js';
import { openDialog } from './dialogs.js';
import { h } from './dom.js';
import { exampleOf } from './examples.js';
import * as people from './people.js';
import * as requestTypes from './request-types.js';

const defaultRequester = 'alice@example.com';

/**
 * Every problem of the body by its place, from problem+json.
 *
 * @param {unknown} failure
 */
function drawProblem(failure) {
  if (!(failure instanceof api.RequestFailed)) return undefined;
  const { status, problem } = failure;
  const errors = (problem.errors ?? []).map(({ pointer, code, detail }) =>
    h(
      'li',
      {},
      h('code', {}, pointer || '/'),
      h('span', {}, detail),
      code && h('code', { class: 'code' }, code),
    ),
  );
  const title = problem.title ?? (status ? 'It was not accepted' : 'It was not sent');
  return h(
    'div',
    { class: 'problems', 'data-testid': 'problem', role: 'group', 'aria-label': 'Problems', tabindex: '0' },
    h('p', {}, h('strong', {}, title), status > 0 && ` (${status})`, ' ', problem.detail),
    h('ul', {}, errors),
  );
}

/**
 * @param {RequestType[]} types
 * @param {string[]} roles
 * @param {HTMLTextAreaElement} body
 */
function drawExamples(types, roles, body) {
  const buttons = types.map((type) => {
    const use = () => {
      body.value = exampleOf(type, roles);
    };
    const attributes = { type: 'button', class: 'chip', 'data-testid': `example-${type.type}`, onclick: use };
    return h('button', attributes, type.title);
  });
  return h('div', { class: 'chips', role: 'group', 'aria-label': 'Start from an example' }, buttons);
}

/**
 * @param {RequestType[]} types
 * @param {string[]} roles
 */
function drawForm(types, roles) {
  const first = types[0];
  const body = h('textarea', {
    name: 'body',
    rows: '16',
    spellcheck: 'false',
    required: true,
    autofocus: true,
    'data-testid': 'request-body',
  });
  if (first) body.value = exampleOf(first, roles);
  const options = people
    .all()
    .map(({ email }) => h('option', { value: email, selected: email === defaultRequester }, email));
  return h(
    'div',
    { class: 'request-form' },
    h('p', { class: 'fine' }, 'Start from an example; every name gets a few letters of its own.'),
    drawExamples(types, roles, body),
    h(
      'label',
      {},
      h('span', {}, 'Requester'),
      h('select', { name: 'requester', 'data-testid': 'requester' }, options),
    ),
    h('label', { class: 'body' }, h('span', {}, 'Request (JSON)'), body),
  );
}

/** Opens the form for a new request, and goes to the request when it was accepted. */
export async function openNewRequest() {
  const [types, roles] = await Promise.all([requestTypes.read(), api.roles()]);
  openDialog({
    title: 'New request',
    testid: 'new-request-dialog',
    className: 'wide',
    body: drawForm(types, roles),
    close: 'Cancel',
    keepsText: true,
    submit: {
      label: 'Submit request',
      testid: 'submit-request',
      explain: drawProblem,
      run: async (form) => {
        const accepted = await api.submit(String(form.get('body')), String(form.get('requester')));
        location.hash = `#/requests/${encodeURIComponent(accepted.id)}`;
      },
    },
  });
}
