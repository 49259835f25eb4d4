import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/running.ts';
import { aName } from '../support/submissions.ts';

/** The whole way as a person sees it, in a real browser on the running stack. */
export function pageSuite(stack: Running): void {
  describe('on the page', () => {
    let browser: Browser;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      const executablePath = await chromium.executablePath();
      browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--headless=shell'] });
    }, 60_000);
    afterAll(() => browser?.close());
    const open = async (viewport = { width: 1280, height: 900 }) => {
      complaints = [];
      page = await browser.newPage({ viewport });
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(stack.client.url);
    };
    beforeEach(() => open());
    afterEach(() => page.close());

    /** Submits the example of a type with the form, as alice; returns the new request's id and the name it asks for. */
    const submit = async (type: string) => {
      await page.getByTestId('new-request').click();
      await page.getByTestId(`example-${type}`).click();
      const body = JSON.parse(await page.getByTestId('request-body').inputValue());
      const name = aName('browser');
      body.parameters = { ...body.parameters, ...named(type, name) };
      await page.getByTestId('request-body').fill(JSON.stringify(body));
      await page.getByTestId('requester').selectOption('alice@example.com');
      await page.getByTestId('submit-request').click();
      const id = await eventually('the page of the new request', async () => {
        return /#\/requests\/([0-9a-f-]{36})$/.exec(page.url())?.[1];
      });
      return { id, name };
    };
    const card = async (id: string) => page.getByTestId(`card-${(await stack.client.card(id)).ts}`);

    test('alice asks, bob approves, and the role is there, without a reload', async () => {
      const { id, name } = await submit('iam-role');
      await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
      await page.getByTestId('person-switcher').selectOption('U0BOB');
      await (await card(id)).getByTestId('button-approve').click();
      await page.getByTestId('confirm-approve').click();
      await page.getByTestId('request-status').getByText('created').waitFor();
      const arn = `arn:aws:iam::111122223333:role/requested/${name}`;
      await page.getByTestId('request-result').getByText(arn).waitFor();
      await page.getByTestId('chain').getByText('The chain holds').waitFor();
      const { events } = await stack.client.trail(id);
      for (const { seq, type, hash } of events) {
        const text = await page.getByTestId(`audit-event-${seq}`).textContent();
        expect(text).toContain(type);
        expect(text).toContain(hash);
      }
      expect(events.at(-1)?.type).toBe('resource.created');
      expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
      expect(JSON.stringify((await stack.client.resources()).roles)).toContain(arn);
      expect(complaints).toEqual([]);
    });

    test('carol denies with a reason, which alice reads', async () => {
      const { id } = await submit('iam-policy');
      await page.getByTestId('person-switcher').selectOption('U0CAROL');
      await (await card(id)).getByTestId('button-deny').click();
      await page.getByTestId('deny-reason').fill('Use the queue that exists <b>already</b>');
      await page.getByTestId('modal-submit').click();
      await page.getByTestId('request-status').getByText('denied').waitFor();
      await page.getByText('Use the queue that exists <b>already</b>').first().waitFor();
      expect((await stack.client.view(id)).decisions).toMatchObject([{ approver: 'U0CAROL' }]);
      expect(complaints).toEqual([]);
    });

    test('mallory is told alone that she may not', async () => {
      const { id } = await submit('ram-permission');
      await page.getByTestId('person-switcher').selectOption('U0MALLORY');
      await (await card(id)).getByTestId('button-approve').click();
      await page.getByTestId('confirm-approve').click();
      await page.getByTestId('private-reply').getByText('not among the approvers').waitFor();
      expect((await stack.client.view(id)).status).toBe('pending');
    });

    test('it fits a phone: channel, requests and one request, without scrolling sideways', async () => {
      await page.close();
      await open({ width: 375, height: 740 });
      const fits = () =>
        page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
      await page.getByTestId('tab-channel').click();
      await page.locator('[data-testid^="card-"]').first().waitFor();
      expect(await fits()).toBe(true);
      await page.getByTestId('tab-requests').click();
      await page.locator('[data-testid^="request-row-"]').first().click();
      await page.getByTestId('request-status').waitFor();
      expect(await fits()).toBe(true);
    });
  });
}

function named(type: string, name: string): object {
  if (type === 'iam-role') return { RoleName: name };
  return type === 'iam-policy' ? { PolicyName: name } : { name };
}
