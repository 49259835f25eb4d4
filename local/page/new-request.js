/** @import { RequestType } from './types.d.ts' */
import * as api from './api.js';
import { openDialog } from './dialogs.js';
import { h } from './dom.js';
import { exampleOf } from './examples.js';
import { lineAt, linesOf } from './json-lines.js';
import * as people from './people.js';
import { drawPreview } from './preview.js';
import * as requestTypes from './request-types.js';

const defaultRequester = 'alice@example.com';

/**
 * Every problem of the body by its place and line, from problem+json.
 *
 * @param {unknown} failure
 * @param {string} text the body as it was written
 */
function drawProblem(failure, text) {
  if (!(failure instanceof api.RequestFailed)) return undefined;
  const { status, problem } = failure;
  const lines = linesOf(text);
  const errors = (problem.errors ?? []).map(({ pointer, code, detail }) =>
    h(
      'li',
      {},
      h('span', { class: 'fine' }, `line ${lineAt(lines, pointer)}`),
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
  const requester = h('select', { name: 'requester', 'data-testid': 'requester' }, requesters());
  return h(
    'div',
    { class: 'request-form' },
    h('p', { class: 'fine' }, 'Start from an example; every name gets a few letters of its own.'),
    drawExamples(types, roles, body),
    h('label', {}, h('span', {}, 'Requester'), requester),
    h('label', { class: 'body' }, h('span', {}, 'Request (JSON)'), body),
    drawPreviewing(body, requester),
  );
}

const requesters = () =>
  people.all().map(({ email }) => h('option', { value: email, selected: email === defaultRequester }, email));

/**
 * A button that shows what the request would be, below it.
 *
 * @param {HTMLTextAreaElement} body
 * @param {HTMLSelectElement} requester
 */
function drawPreviewing(body, requester) {
  const shown = h('div', { 'aria-live': 'polite' });
  const look = async () => {
    const text = body.value;
    button.disabled = true;
    try {
      shown.replaceChildren(drawPreview(await api.preview(text, requester.value), text));
    } catch (failure) {
      shown.replaceChildren(drawProblem(failure, text) ?? String(failure));
    } finally {
      button.disabled = false;
    }
  };
  const attributes = { type: 'button', class: 'slack-button plain', 'data-testid': 'preview-request' };
  const button = h('button', { ...attributes, onclick: () => void look() }, 'Preview');
  return h('div', { class: 'previewing' }, button, shown);
}

/**
 * Opens the form for a new request, and goes to the request when it was accepted.
 *
 * @param {string} [type] the type whose example it begins with
 */
export async function openNewRequest(type) {
  const [known, roles] = await Promise.all([requestTypes.read(), api.roles()]);
  const types = [...known].sort((one, other) => Number(other.type === type) - Number(one.type === type));
  let text = '';
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
      explain: (failure) => drawProblem(failure, text),
      run: async (form) => {
        text = String(form.get('body'));
        const accepted = await api.submit(text, String(form.get('requester')));
        location.hash = `#/requests/${encodeURIComponent(accepted.id)}`;
      },
    },
  });
}
