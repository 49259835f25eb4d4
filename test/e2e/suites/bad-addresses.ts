import { describe, expect, test } from '@jest/globals';
import { expectNoFailure, expectProblem } from '../support/refusals.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const ids = [
  ...['x', '%00', '%ff', '..%2f..%2fetc', '__proto__', '{id}', '%E0%A4%A', '%20', 'null', 'constructor'],
  ...['00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-00000000000G', 'a'.repeat(3000)],
];
const routesWithId: [string, string][] = [
  ['GET', ''],
  ['GET', '/audit'],
  ['POST', '/cancel'],
  ['POST', '/retry'],
];
const place = (text: string) => Buffer.from(text).toString('base64url');
const badQueries = [
  ...['limit=0', 'limit=-1', 'limit=101', 'limit=1e1', 'limit=%205', 'limit=', 'limit=9'.padEnd(400, '9')],
  ...['status=nope', 'status=', 'status=__proto__', 'requester=', `requester=${'a'.repeat(2049)}`],
  ...['unknown=1', '__proto__=1', 'cursor=', 'cursor=AAAA', 'cursor=%00', `cursor=${'A'.repeat(5000)}`],
  ...[`cursor=${place('2026-01-01T00:00:00.000Z')}`, `cursor=${place('x#y')}`, 'constructor=a'],
];
const oddQueries = [
  `cursor=${place(`9999-99-99T99:99:99.999Z#${'-'.repeat(36)}`)}`,
  `cursor=${place(`0000-00-00T00:00:00.000Z#${'0'.repeat(36)}`)}`,
  ...[
    'limit=1&limit=2',
    'status=pending&status=denied',
    'requester=%F0%9F%92%A9',
    'requester=%',
    'limit=1;2',
  ],
  ...[`requester=${'a'.repeat(2048)}`, '&&&', 'status'],
];

/** Addresses and callers that lead nowhere. */
export function badAddressSuite(stack: Running): void {
  describe.each(routesWithId)('%s /requests/{id}%s', (method, rest) => {
    test('knows no request by an odd id', async () => {
      for (const id of ids) {
        const answer = await stack.client.call(method, `/requests/${id}${rest}`);
        expectProblem(answer, 400, 403, 404);
      }
    });
  });

  describe('GET /requests', () => {
    test('refuses cursors, limits and filters that make no sense, by name', async () => {
      for (const query of badQueries) {
        const { errors } = expectProblem(await stack.client.call('GET', `/requests?${query}`), 422);
        expect([query, errors?.map(({ pointer }) => pointer)]).toEqual([query, [`/${query.split('=')[0]}`]]);
      }
    });

    test('does not fail on odd queries', async () => {
      for (const query of oddQueries) expectNoFailure(await stack.client.call('GET', `/requests?${query}`));
    });

    test('pages through every request once, newest first', async () => {
      const { client } = stack;
      const as = 'pager@example.com';
      const made: string[] = [];
      for (let count = 0; count < 5; count++) made.push((await client.submit(submission(), { as })).id);
      const { requester } = await client.view(made[0] ?? '');
      const seen: string[] = [];
      let cursor = '';
      do {
        const query = new URLSearchParams({ requester, limit: '2', ...(cursor && { cursor }) });
        const page = JSON.parse((await client.call('GET', `/requests?${query}`)).text);
        seen.push(...page.items.map(({ id }: { id: string }) => id));
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      expect(seen).toEqual(made.reverse());
    });
  });

  test('routes and methods that do not exist are refused as API Gateway does, but as problem+json', async () => {
    const { client } = stack;
    const calls: [string, string][] = [
      ['GET', '/nope'],
      ['PUT', '/requests'],
      ['DELETE', '/requests'],
      ['PATCH', '/requests/x'],
      ['GET', '/requests/a/b/c'],
      ['POST', '/request-types'],
      ['POST', '/openapi.json'],
      ['POST', '/me'],
      ['GET', '/me/x'],
      ['PUT', '/requests/preview'],
      ['GET', '/slack/interactions'],
      ['OPTIONS', '/requests'],
      ['GET', '//requests'],
      ['GET', '/requests/%2e%2e/x/y'],
    ];
    for (const [method, path] of calls) expectProblem(await client.call(method, path), 403, 404);
  });

  test('a caller who is nobody is refused', async () => {
    const { client } = stack;
    const root = 'arn:aws:iam::111122223333:root';
    for (const caller of ['', ' ', 'a b', root, 'y'.repeat(70), 'é', 'arn:aws:sts::1:x/y/z']) {
      const answer = await client.call('GET', '/requests', { headers: { 'x-local-caller': caller } });
      expect([caller, answer.status]).toEqual([caller, 400]);
      expectNoFailure(answer);
    }
  });

  test('a SigV4 signature that is wrong or none is not taken', async () => {
    const scope = 'Credential=AKIALOCAL/20260101/us-east-1/execute-api/aws4_request';
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    for (const authorization of [
      `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=00`,
      `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
      'Bearer token',
      'x'.repeat(8000),
    ]) {
      const headers = { authorization, 'x-amz-date': date };
      expectProblem(await stack.client.call('GET', '/requests', { headers }), 403);
    }
  });
}
