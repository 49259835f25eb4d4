import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi } from './api/harness.ts';

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Sends what `fetch` does not let one send: any Host, any Origin. */
function statusOf(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${api.url}${path}`, { method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });
}

const own = () => new URL(api.url).host;
const json = { 'content-type': 'application/json' };
const everywhere: [string, string][] = [
  ['GET', '/'],
  ['GET', '/requests'],
  ['POST', '/requests'],
  ['GET', '/_local/known'],
  ['POST', '/_local/known'],
];

describe.each(everywhere)('%s %s from a page of another site', (method, path) => {
  test.each<[string, () => Record<string, string>]>([
    ['under a name that leads here', () => ({ host: 'evil.example:4000' })],
    ['under a name that begins like ours', () => ({ host: '127.0.0.1.evil.example' })],
    ['under another address', () => ({ host: '192.168.1.2:4000' })],
    ['with its origin', () => ({ origin: 'https://evil.example' })],
    ['with no origin to tell', () => ({ origin: 'null' })],
    ['of this machine, on another port', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['of this machine, by https', () => ({ origin: `https://${own()}` })],
  ])('is refused, whatever it asks for: %s', async (_how, headers) => {
    expect(await statusOf(method, path, { ...json, ...headers() })).toBe(403);
  });

  test.each<[string, () => Record<string, string>]>([
    ['a program', () => ({})],
    ['the page itself', () => ({ origin: `http://${own()}` })],
    [
      'the page by another name of this machine',
      () => ({ host: 'localhost:80', origin: 'http://localhost:80' }),
    ],
    ['the page by IPv6', () => ({ host: '[::1]:4000', origin: 'http://[::1]:4000' })],
  ])('but not from %s', async (_who, headers) => {
    expect(await statusOf(method, path, { ...json, ...headers() }, method === 'POST' ? '{}' : '')).toBe(200);
  });
});

describe('a local endpoint', () => {
  test.each(['', 'text/plain', 'application/x-www-form-urlencoded', 'text/plain; a=application/json'])(
    'takes no body of the type %j',
    async (type) => {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
      expect(await statusOf('POST', '/_local/known', headers, '{}')).toBe(415);
    },
  );

  test('takes JSON of any spelling, and no body at all', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect(await statusOf('POST', '/_local/known', headers, '{}')).toBe(200);
    expect(await statusOf('POST', '/_local/known', {})).toBe(200);
  });
});
