import type { KnownBlock } from '@slack/types';
import chromium from '@sparticuz/chromium';
import { type Page, chromium as playwright } from 'playwright-core';
import * as z from 'zod';
import { cardOf } from '../domain/slack/card.ts';
import { isPagePath, page as pageFile } from '../local/http/page-files.ts';
import { cardCorpus } from './card-corpus.ts';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';

/** A small phone. */
const screen = { width: 360, height: 740 };
/** Two screens: what it takes to decide must be on them, buttons included. */
const maxPixels = 2 * screen.height;

/** Where the buttons of a card stand on a phone, and what is to be read before them, over thirty requests. */
export async function measureCards(): Promise<Figure[]> {
  const cards = (await cardCorpus()).map(
    (request) => cardOf(request, { requesterInSlack: 'U0ALICE' }).blocks,
  );
  const heights = await buttonEnds(cards);
  const characters = cards.map(charactersBefore);
  const note = `${cards.length} requests of all types and risks, ${screen.width} px wide; to the lower edge of the buttons`;
  return [
    { what: 'height of the buttons in px, median', unit: 'count', measured: median(heights), note },
    { what: 'the same, worst', unit: 'count', measured: Math.max(...heights), budget: maxPixels },
    { what: 'characters before them, median', unit: 'count', measured: median(characters) },
    { what: 'the same, worst', unit: 'count', measured: Math.max(...characters) },
  ];
}

/** Draws the cards as the local page does; returns how far below the top of its card each one's buttons end. */
async function buttonEnds(cards: readonly KnownBlock[][]): Promise<number[]> {
  const executablePath = await chromium.executablePath();
  const browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--headless=shell'] });
  try {
    const page = await browser.newPage({ viewport: screen });
    await serve(page, cards);
    await page.goto('http://127.0.0.1/');
    await page.getByTestId('tab-channel').click();
    await page
      .getByTestId('button-approve')
      .nth(cards.length - 1)
      .waitFor();
    const measured: unknown = await page.evaluate(`[...document.querySelectorAll('article')].map((card) =>
      card.querySelector('.actions').getBoundingClientRect().bottom - card.getBoundingClientRect().top)`);
    return z.array(z.number()).length(cards.length).parse(measured).map(Math.round);
  } finally {
    await browser.close();
  }
}

/** The page, and a stack in which nothing is but these cards. */
async function serve(page: Page, cards: readonly KnownBlock[][]): Promise<void> {
  const messages = cards.map((blocks, index) => ({
    ...{ channel: 'C0APPROVALS', ts: `1700000000.${String(index).padStart(6, '0')}`, text: 'A card' },
    ...{ blocks, updated: false },
  }));
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (isPagePath(pathname)) return route.fulfill(await pageFile(pathname).then(fulfilled));
    // The page reads the channel once it is connected.
    if (pathname === '/_local/events') {
      return route.fulfill({ contentType: 'text/event-stream', body: ':\n\n' });
    }
    if (pathname === '/_local/slack/messages') return route.fulfill({ json: messages });
    return route.fulfill({ json: pathname === '/requests' ? { items: [] } : [] });
  });
}

function fulfilled({ status, headers, body }: Awaited<ReturnType<typeof pageFile>>) {
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { status, headers: Object.fromEntries(single), body };
}

/** Letters that somebody reads before the buttons come. */
function charactersBefore(blocks: readonly KnownBlock[]): number {
  const before = blocks.slice(
    0,
    blocks.findIndex(({ type }) => type === 'actions'),
  );
  let count = 0;
  JSON.stringify(before, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') count += value.length;
    return value;
  });
  return count;
}
