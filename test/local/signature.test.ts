import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { startApi } from './api/harness.ts';

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Signing {
  body?: string;
  path?: string;
  query?: Record<string, string>;
  secret?: string;
  key?: string;
  at?: Date;
  applyChecksum?: boolean;
}

/** A request as a SigV4 client of API Gateway sends it. */
async function signed(signing: Signing = {}) {
  const { body = '{"é":1}', path = '/requests', query = {}, secret = 'local', key = 'AKIALOCAL' } = signing;
  const signer = new SignatureV4({
    credentials: { accessKeyId: key, secretAccessKey: secret },
    region: 'us-east-1',
    service: 'execute-api',
    sha256: Sha256,
    applyChecksum: signing.applyChecksum ?? true,
  });
  const { hostname, host, protocol } = new URL(api.url);
  const headers = { host, 'content-type': 'application/json' };
  const request = await signer.sign(
    { method: 'POST', protocol, hostname, path, query, headers, body },
    { signingDate: signing.at ?? new Date() },
  );
  return { headers: request.headers, body, url: `${api.url}${path}?${new URLSearchParams(query)}` };
}
const send = ({ url, headers, body }: Awaited<ReturnType<typeof signed>>) =>
  fetch(url, { method: 'POST', headers, body });

describe('a signed request', () => {
  test.each([
    ['plain', {}],
    ['without a content hash', { applyChecksum: false }],
    ['with a query', { query: { b: 'x y', a: 'é&' } }],
  ])('is taken: %s', async (_, signing) => {
    expect((await send(await signed(signing))).status).toBe(200);
    expect(api.last().requestContext.identity.userArn).toMatch(/alice@example\.com$/);
  });

  test('is whose X-Local-Caller says', async () => {
    const { headers, ...request } = await signed();
    await send({ ...request, headers: { ...headers, 'x-local-caller': 'bob@example.com' } });
    expect(api.last().requestContext.identity.userArn).toMatch(/bob@example\.com$/);
  });

  test.each([
    ['another secret', { secret: 'other' }],
    ['another key', { key: 'AKIAOTHER' }],
    ['a time ten minutes ago', { at: new Date(Date.now() - 600_000) }],
  ])('is refused as a problem: %s', async (_, signing) => {
    const answer = await send(await signed(signing));
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('is refused if its body was changed', async () => {
    const request = await signed();
    expect((await send({ ...request, body: '{"é":2}' })).status).toBe(403);
    const hash = createHash('sha256').update('{"é":2}').digest('hex');
    const headers = { ...request.headers, 'x-amz-content-sha256': hash };
    expect((await send({ ...request, headers, body: '{"é":2}' })).status).toBe(403);
  });

  test.each(['Bearer abc', 'AWS4-HMAC-SHA256 Credential=AKIALOCAL'])(
    'is refused as %j',
    async (authorization) => {
      const answer = await fetch(`${api.url}/requests`, { headers: { authorization } });
      expect(answer.status).toBe(403);
    },
  );
});
