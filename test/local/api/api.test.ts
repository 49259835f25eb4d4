import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi } from './harness.ts';

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterEach(() => api.answer({ statusCode: 200, body: '{}' }));
afterAll(() => api.stop());

const developers = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developers_0123456789abcdef';

describe('the event of a function', () => {
  test('has every part of a REST API’s proxy event', async () => {
    const headers = { 'Idempotency-Key': 'one', 'X-Local-Caller': 'bob@example.com' };
    await fetch(`${api.url}/requests/a%2Fb?limit=2&tag=x&tag=y%20z`, { headers });
    expect(api.last()).toMatchObject({
      functionArn: 'GET /requests/{id}',
      resource: '/requests/{id}',
      path: '/requests/a%2Fb',
      httpMethod: 'GET',
      pathParameters: { id: 'a%2Fb' },
      queryStringParameters: { limit: '2', tag: 'y z' },
      multiValueQueryStringParameters: { limit: ['2'], tag: ['x', 'y z'] },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        accountId: '111122223333',
        httpMethod: 'GET',
        path: '/prod/requests/a%2Fb',
        resourcePath: '/requests/{id}',
        stage: 'prod',
        requestId: expect.any(String),
        requestTimeEpoch: expect.any(Number),
        identity: {
          accountId: '111122223333',
          sourceIp: '127.0.0.1',
          userArn: `${developers}/bob@example.com`,
        },
      },
    });
    const names = Object.keys(api.last().headers).map((name) => name.toLowerCase());
    expect(names).toContain('idempotency-key');
    expect(names).not.toContain('x-local-caller');
  });

  test('has null where there is no query, no parameter and no body', async () => {
    await fetch(`${api.url}/requests`);
    expect(api.last()).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      body: null,
    });
  });

  test('has the body byte for byte', async () => {
    const body = 'payload=%7B%22a%22%3A%22%C3%A9%22%7D&x=é+ +%0D%0A';
    await fetch(`${api.url}/slack/interactions`, { method: 'POST', body });
    expect(api.last().body).toBe(body);
    expect(api.last().requestContext.identity.userArn).toBeNull();
  });

  test('has each header under the name it was sent with, and all of its values', async () => {
    const sent = httpRequest(`${api.url}/requests`, {
      headers: ['X-Many', 'one', 'X-Many', 'two', 'Host', 'local'],
    });
    sent.end();
    const [response] = await once(sent, 'response');
    await buffer(response);
    expect(api.last().headers).toMatchObject({ 'X-Many': 'two' });
    expect(api.last().multiValueHeaders).toMatchObject({ 'X-Many': ['one', 'two'] });
  });
});

describe('the answer', () => {
  test('is what the function says', async () => {
    api.answer({
      statusCode: 202,
      headers: { Location: '/requests/1', 'Content-Type': 'text/plain' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('hello').toString('base64'),
      isBase64Encoded: true,
    });
    const answer = await fetch(`${api.url}/requests`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe('/requests/1');
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe('hello');
  });

  test('is the template’s gateway response where there is no route', async () => {
    const answer = await fetch(`${api.url}/nowhere`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toEqual({
      status: 404,
      detail: 'Missing Authentication Token',
      instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
    });
  });

  test.each([
    ['fails', () => api.fail('Lambda.Unknown')],
    ['answers no HTTP answer', () => api.answer({ hello: 'world' })],
  ])('is 502 and says nothing about the inside if the function %s', async (_, happen) => {
    happen();
    const answer = await fetch(`${api.url}/requests`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.text()).not.toContain('secret');
  });

  test.each([
    ['/docs', 200, 'text/html; charset=utf-8'],
    ['/docs/swagger-ui-bundle.js', 200, 'text/javascript; charset=utf-8'],
    ['/docs/swagger-ui.css', 200, 'text/css; charset=utf-8'],
    ['/page/docs.js', 200, 'text/javascript; charset=utf-8'],
    ['/docs/package.json', 404, 'application/problem+json'],
    ['/docs/..%2fpackage.json', 404, 'application/problem+json'],
  ])('is a page that draws the OpenAPI document, and its viewer: %s', async (path, status, type) => {
    const answer = await fetch(`${api.url}${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect(await answer.text()).not.toMatch(/<(script|link)[^>]+="(https?:)?\/\//);
  });

  test('is 500 where the function has no room, unless the template says otherwise', async () => {
    api.fail('Lambda.TooManyRequestsException');
    expect((await fetch(`${api.url}/requests`)).status).toBe(500);
  });

  test('is 413 to a body of more than 10 MB, which no function sees', async () => {
    const before = api.events.length;
    const answer = await fetch(`${api.url}/requests`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(answer.status).toBe(413);
    expect(api.events).toHaveLength(before);
  });

  test('comes from the route that fits best', async () => {
    await fetch(`${api.url}/requests/mine`);
    expect(api.last().functionArn).toBe('GET /requests/mine');
    expect((await fetch(`${api.url}/requests/mine`, { method: 'DELETE' })).status).toBe(404);
  });
});
