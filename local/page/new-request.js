/** @import { RequestType } from './types.d.ts' */
import * as api from './api.js';
import { typeName } from './badges.js';
import { openDialog } from './dialogs.js';
import { h } from './dom.js';
import { exampleOf } from './examples.js';
import * as people from './people.js';

const defaultRequester = 'alice@example.com';

/** @param {api.RequestFailed} failure */
function drawProblem({ status, problem }) {
  const errors = (problem.errors ?? []).map(({ pointer, code, detail }) =>
    h(
      'li',
      {},
      h('code', {}, pointer || '/'),
      h('span', {}, detail),
      code && h('code', { class: 'fine' }, code),
    ),
  );
  return h(
    'div',
    { 'data-testid': 'problem' },
    h('p', {}, h('strong', {}, problem.title ?? 'It was not accepted'), ` (${status}) `, problem.detail),
    h('ul', {}, errors),
  );
}

/**
 * @param {RequestType[]} types
 * @param {HTMLTextAreaElement} body
 */
function drawExamples(types, body) {
  const buttons = types.map((type) => {
    const use = () => {
      body.value = exampleOf(type);
    };
    const attributes = { type: 'button', class: 'chip', 'data-testid': `example-${type.type}`, onclick: use };
    return h('button', attributes, type.title ?? typeName(type.type));
  });
  return h('div', { class: 'chips', role: 'group', 'aria-label': 'Start from an example' }, buttons);
}

/**
 * @param {RequestType[]} types
 * @param {HTMLElement} problems
 */
function drawForm(types, problems) {
  const first = types[0];
  const body = h('textarea', {
    name: 'body',
    rows: '16',
    spellcheck: 'false',
    required: true,
    'data-testid': 'request-body',
  });
  if (first) body.value = exampleOf(first);
  const options = people
    .all()
    .map(({ email }) => h('option', { value: email, selected: email === defaultRequester }, email));
  return h(
    'div',
    { class: 'request-form' },
    h('p', { class: 'fine' }, 'Start from an example; every name gets a few letters of its own.'),
    drawExamples(types, body),
    h(
      'label',
      {},
      h('span', {}, 'Requester'),
      h('select', { name: 'requester', 'data-testid': 'requester' }, options),
    ),
    h('label', { class: 'body' }, h('span', {}, 'Request (JSON)'), body),
    problems,
  );
}

/** Opens the form for a new request, and goes to the request when it was accepted. */
export async function openNewRequest() {
  const problems = h('div', { class: 'problems', role: 'alert' });
  const types = await api.requestTypes();
  openDialog({
    title: 'New request',
    testid: 'new-request-dialog',
    className: 'wide',
    body: drawForm(types, problems),
    close: 'Cancel',
    submit: {
      label: 'Submit request',
      testid: 'submit-request',
      run: async (form) => {
        problems.replaceChildren();
        try {
          const accepted = await api.submit(String(form.get('body')), String(form.get('requester')));
          location.hash = `#/requests/${encodeURIComponent(accepted.id)}`;
        } catch (error) {
          if (error instanceof api.RequestFailed) problems.replaceChildren(drawProblem(error));
          throw error;
        }
      },
    },
  });
}
