/** @import { ConfirmationDialog, View } from '@slack/types' */
import { drawBlocks } from './blocks.js';
import { openDialog } from './dialogs.js';
import { h } from './dom.js';
import { drawText, plain } from './text.js';

/**
 * A button's confirm dialog, as its blocks define it.
 *
 * @param {ConfirmationDialog} confirm
 * @param {string} action
 * @param {() => Promise<void>} run
 */
export function openConfirm(confirm, action, run) {
  openDialog({
    title: plain(confirm.title, 'Are you sure?'),
    testid: `confirm-dialog-${action}`,
    className: 'small',
    body: drawText(confirm.text),
    close: plain(confirm.deny, 'Cancel'),
    submit: {
      label: plain(confirm.confirm, 'Confirm'),
      testid: `confirm-${action}`,
      danger: confirm.style === 'danger',
      run,
    },
  });
}

/**
 * A modal that Slack was asked to open.
 *
 * @param {View} view
 */
export function openView(view) {
  const title = view.type === 'modal' ? plain(view.title, 'Countersign') : 'Countersign';
  const close = view.type === 'modal' ? plain(view.close, 'Close') : 'Close';
  openDialog({ title, className: 'slack-view', body: drawBlocks(view.blocks), close });
}

/**
 * The modal that asks why a request is denied.
 *
 * @param {(reason: string) => Promise<void>} run
 */
export function openDenial(run) {
  const reason = {
    name: 'reason',
    required: true,
    rows: '4',
    maxlength: '1000',
    'data-testid': 'deny-reason',
  };
  openDialog({
    title: 'Deny this request',
    className: 'slack-view',
    body: h(
      'label',
      { class: 'input' },
      h('span', { class: 'input-label' }, 'Why? The requester will read this.'),
      h('textarea', { ...reason, autofocus: true }),
    ),
    close: 'Back',
    submit: {
      label: 'Deny',
      testid: 'modal-submit',
      danger: true,
      run: (form) => run(String(form.get('reason') ?? '')),
    },
  });
}
