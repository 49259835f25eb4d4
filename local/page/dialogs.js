/** @import { Child } from './types.d.ts' */
import { h } from './dom.js';

/**
 * A modal dialog. It closes on Escape, on its cross, or when `submit` succeeds.
 *
 * @typedef {object} Dialog
 * @property {string} title
 * @property {string} [testid] of the dialog; `modal` if none is given
 * @property {string} [className]
 * @property {Child} body
 * @property {string} [close] label of the button that leaves
 * @property {boolean} [keepsText] asks before it throws away what was typed
 * @property {Submission} [submit]
 */

/**
 * What the dialog is for. `run` throws to keep the dialog open; `explain` draws why, better than by its message.
 *
 * @typedef {object} Submission
 * @property {string} label
 * @property {string} testid
 * @property {boolean} [danger]
 * @property {(form: FormData) => Promise<void>} run
 * @property {(error: unknown) => Node | undefined} [explain]
 */

/** @param {Dialog} dialog */
function submitButton({ submit }) {
  if (!submit) return null;
  const kind = submit.danger ? 'danger filled' : 'primary';
  return h('button', { class: `slack-button ${kind}`, 'data-testid': submit.testid }, submit.label);
}

/**
 * Runs a dialog's submission; a failure is shown inside, above the buttons.
 *
 * @param {HTMLDialogElement} element
 * @param {HTMLFormElement} form
 * @param {Dialog} dialog
 */
async function submitted(element, form, dialog) {
  const problem = form.querySelector('.dialog-problem');
  const buttons = form.querySelectorAll('button');
  problem?.replaceChildren();
  for (const button of buttons) button.disabled = true;
  try {
    await dialog.submit?.run(new FormData(form));
    element.close();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    problem?.replaceChildren(dialog.submit?.explain?.(error) ?? said);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

/**
 * Shows a modal dialog.
 *
 * @param {Dialog} dialog
 * @returns {HTMLDialogElement}
 */
export function openDialog(dialog) {
  let typed = false;
  const mayLeave = () => !(dialog.keepsText && typed) || confirm('Discard what you typed?');
  const close = () => {
    if (mayLeave()) element.close();
  };
  const cross = {
    type: 'button',
    class: 'cross',
    'aria-label': 'Close',
    'data-testid': 'modal-close',
    onclick: close,
  };
  const leave = {
    type: 'button',
    class: 'slack-button plain',
    'data-testid': 'modal-cancel',
    onclick: close,
  };
  const form = h(
    'form',
    { method: 'dialog' },
    h('header', {}, h('h2', { id: 'dialog-title' }, dialog.title), h('button', cross, '✕')),
    h('div', { class: 'dialog-body' }, dialog.body),
    h('div', { class: 'dialog-problem', role: 'alert' }),
    h('footer', {}, h('button', leave, dialog.close ?? 'Close'), submitButton(dialog)),
  );
  const testid = dialog.testid ?? 'modal';
  const className = `dialog ${dialog.className ?? ''}`;
  const element = h(
    'dialog',
    { class: className, 'data-testid': testid, 'aria-labelledby': 'dialog-title' },
    form,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submitted(element, form, dialog);
  });
  form.addEventListener('input', () => {
    typed = true;
  });
  element.addEventListener('cancel', (event) => {
    if (!mayLeave()) event.preventDefault();
  });
  element.addEventListener('close', () => element.remove());
  document.body.append(element);
  element.showModal();
  return element;
}
