import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import * as z from 'zod';
import { cannedAnswers, cardFor, hostile, requestId, trail } from './canned-request.ts';
import { type CannedStack, startCannedStack } from './canned-stack.ts';

let browser: Browser;
let stack: CannedStack;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  stack = await startCannedStack();
  const executablePath = await chromium.executablePath();
  browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--headless=shell'] });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  stack?.close();
});

beforeEach(async () => {
  await page?.close();
  stack.posted.length = 0;
  for (const [path, body] of cannedAnswers()) stack.answers.set(path, { body });
  complaints = [];
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`a script said ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${stack.url}#/requests/${requestId}`);
}, 30_000);

const card = () => page.getByTestId('card-1700000000.000100');

describe('the page', () => {
  test('shows hostile text as text, everywhere, and breaks no content security policy', async () => {
    for (const place of [card(), page.getByTestId('timeline'), page.locator('#request')]) {
      await place.getByText(hostile).first().waitFor();
    }
    expect(await page.locator('main script, main img[src="x"], main a[href^="https://evil"]').count()).toBe(
      0,
    );
    expect(complaints).toEqual([]);
  });

  test('approves after a confirmation, as the person who is chosen', async () => {
    await page.getByTestId('person-switcher').selectOption('U0CAROL');
    await card().getByTestId('button-approve').click();
    expect(stack.posted).toEqual([]);
    await page.getByTestId('confirm-approve').click();
    await page.getByTestId('confirm-dialog-approve').waitFor({ state: 'detached' });
    expect(stack.posted.map(({ body }) => body)).toEqual([
      { user: 'U0CAROL', ts: '1700000000.000100', action: 'approve' },
    ]);
  });

  test('denies with the reason that was given, and not without one', async () => {
    await card().getByTestId('button-deny').click();
    await page.getByTestId('modal-submit').click();
    expect(stack.posted).toEqual([]);
    await page.getByTestId('deny-reason').fill(hostile);
    await page.getByTestId('modal-submit').click();
    await page.getByTestId('modal').waitFor({ state: 'detached' });
    expect(stack.posted.map(({ body }) => body)).toEqual([
      { user: 'U0BOB', ts: '1700000000.000100', action: 'deny', reason: hostile },
    ]);
  });

  test('keeps the denial open with what is wrong about its reason, and shows the modal once', async () => {
    const modal = { type: 'modal', title: { type: 'plain_text', text: 'Deny' }, blocks: [] };
    const body = { response_action: 'errors', errors: { reason: 'Say more.' } };
    stack.answers.set('POST /_local/slack/actions', {
      body: { status: 200, body, replies: [{ view: modal }] },
    });
    await card().getByTestId('button-deny').click();
    await page.getByTestId('deny-reason').fill('no');
    await page.getByTestId('modal-submit').click();
    await page.getByTestId('modal').getByText('Say more.').waitFor();
    stack.answers.set('POST /_local/slack/actions', {
      body: { status: 200, body: { response_action: 'clear' }, replies: [{ view: modal }] },
    });
    await page.getByTestId('modal-submit').click();
    await page.getByTestId('modal').waitFor({ state: 'detached' });
  });

  test('shows a private answer to the clicker alone', async () => {
    const replies = [{ text: 'You may *not* &lt;b&gt;' }];
    stack.answers.set('POST /_local/slack/actions', { body: { status: 200, body: '', replies } });
    await page.getByTestId('person-switcher').selectOption('U0MALLORY');
    await card().getByTestId('button-approve').click();
    await page.getByTestId('confirm-approve').click();
    await page.getByTestId('private-reply').getByText('You may not <b>').waitFor();
    await page.getByTestId('person-switcher').selectOption('U0BOB');
    expect(await page.getByTestId('private-reply').count()).toBe(0);
  });

  test('says so when the stack refuses a click, and keeps the dialog', async () => {
    stack.answers.set('POST /_local/slack/actions', {
      status: 429,
      body: { title: 'Too many requests', detail: 'Slower.' },
    });
    await card().getByTestId('button-approve').click();
    await page.getByTestId('confirm-approve').click();
    await page.getByTestId('confirm-dialog-approve').getByText('Slower.').waitFor();
  });

  test('follows what changed without being asked', async () => {
    await page.getByTestId('request-status').getByText('pending').waitFor();
    const { view } = trail();
    stack.answers.set(`GET /requests/${requestId}`, { body: { ...view, status: 'cancelled' } });
    stack.answers.set('GET /_local/slack/messages', { body: [cardFor('cancelled')] });
    stack.say('requests');
    stack.say('slack');
    await page.getByTestId('request-status').getByText('cancelled').waitFor();
    await card().getByTestId('button-approve').waitFor({ state: 'detached' });
  });

  test('shows the audit trail with its hashes, and the state the workflow is in', async () => {
    const { audit } = trail();
    for (const { seq, type, hash, previousHash } of audit.events) {
      const text = await page.getByTestId(`audit-event-${seq}`).textContent();
      expect(text).toEqual(expect.stringContaining(type));
      expect(text).toEqual(expect.stringContaining(`${previousHash}`));
      expect(text).toEqual(expect.stringContaining(hash));
    }
    await page.getByTestId('chain').getByText('The chain holds').waitFor();
    expect(await page.getByTestId('state-ask').getAttribute('data-place')).toBe('current');
  });

  test('does not throw away what was typed without asking, and begins in the text', async () => {
    const asked: string[] = [];
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
    });
    stack.answers.set('GET /request-types', { body: { types: [] } });
    await page.getByTestId('new-request').click();
    await page.getByTestId('new-request-dialog').waitFor();
    await page.keyboard.type('{"type"');
    expect(await page.getByTestId('request-body').inputValue()).toBe('{"type"');
    await page.getByTestId('modal-cancel').click();
    expect(await page.getByTestId('new-request-dialog').isVisible()).toBe(true);
    await page.getByTestId('modal-close').click();
    await page.getByTestId('new-request-dialog').waitFor({ state: 'detached' });
    expect(asked).toEqual(['Discard what you typed?', 'Discard what you typed?']);
  });

  test('names each field that was refused by its pointer', async () => {
    const errors = [{ pointer: '/parameters/RoleName', code: 'required', detail: 'is missing' }];
    stack.answers.set('GET /request-types', {
      body: { types: [{ type: 'iam-role', title: 'IAM role', example: { parameters: { RoleName: 'a' } } }] },
    });
    stack.answers.set('POST /requests', { status: 422, body: { title: 'Not valid', status: 422, errors } });
    await page.getByTestId('new-request').click();
    await page.getByTestId('submit-request').click();
    await page.getByTestId('problem').getByText('/parameters/RoleName').waitFor();
    await page.getByTestId('request-body').waitFor();
  });
});

const previewed = {
  plan: [],
  digest: `sha256:${'0'.repeat(64)}`,
  risk: 'high',
  findings: [
    {
      code: 'TRUST_ANYONE',
      severity: 'high',
      pointer: '/parameters/RoleName',
      message: '<b>Anybody</b> could use it.',
    },
  ],
  rule: { approvers: [{ group: 'S0LEADS' }], quorum: 1, window: '72h' },
  required: 2,
  rejections: [{ code: 'name-taken', message: 'There is a role of this name already.' }],
};

describe('a preview', () => {
  test('stands in the window, each finding beside its line, and submits nothing', async () => {
    const example = { justification: 'For the tests', parameters: { RoleName: 'x' } };
    const types = [{ type: 'iam-role', title: 'IAM role', example }];
    stack.answers.set('GET /request-types', { body: { types } });
    stack.answers.set('POST /requests/preview', { body: previewed });
    await page.evaluate("location.hash = '#/new/iam-role'");
    await page.getByTestId('preview-request').click();
    const preview = page.getByTestId('preview');
    await preview.getByText('2 approvals of leads within 72h').waitFor();
    await preview.getByText('There is a role of this name already.').waitFor();
    const line = page.getByTestId('lines').locator('li', { has: page.locator('.marked') });
    expect(await line.getAttribute('value')).toBe('5');
    expect(await line.innerText()).toMatch(/"RoleName"[\s\S]*<b>Anybody<\/b> could use it\./);
    expect(stack.posted.map(({ path }) => path)).toEqual(['/requests/preview']);
  });
});

describe('the list of requests', () => {
  test('shows one’s own, and the address says so', async () => {
    stack.answers.set('GET /me/requests', { body: { items: [] } });
    await page.getByTestId('own-filter').check();
    await page.getByText('You asked for nothing yet.').waitFor();
    expect(page.url()).toMatch(/#\/requests\?own$/);
    await page.evaluate("location.hash = '#/requests?status=pending'");
    await page.getByTestId(`request-row-${requestId}`).waitFor();
    expect(await page.getByTestId('own-filter').isChecked()).toBe(false);
    expect(await page.getByTestId('status-filter').inputValue()).toBe('pending');
  });
});

/** Rules of WCAG 2.2 A and AA, and axe's best practice (https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags). */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations)`,
  );
  return z
    .array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }))
    .parse(found)
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`));
}

describe.each(['light', 'dark'] as const)('for people who cannot see all of it, in %s', (colorScheme) => {
  test.each([360, 768, 1440])(
    'axe finds nothing at %i px: channel, request, list and dialogs',
    async (width) => {
      const example = { justification: 'For the tests', parameters: { RoleName: 'x' } };
      stack.answers.set('GET /request-types', {
        body: { types: [{ type: 'iam-role', title: 'IAM role', example }] },
      });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await page.getByTestId('request-title').waitFor();
      expect(await violations()).toEqual([]);
      await page.evaluate("location.hash = '#/'");
      if (width < 760) await page.getByTestId('tab-channel').click();
      await card().waitFor();
      expect(await violations()).toEqual([]);
      await card().getByTestId('button-approve').click();
      expect(await violations()).toEqual([]);
      await page.getByTestId('modal-cancel').click();
      await page.getByTestId('new-request').click();
      await page.getByTestId('request-body').waitFor();
      expect(await violations()).toEqual([]);
      stack.answers.set('POST /requests/preview', { body: previewed });
      await page.getByTestId('preview-request').click();
      await page.getByTestId('preview').waitFor();
      expect(await violations()).toEqual([]);
    },
  );
});
