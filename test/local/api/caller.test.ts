import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi } from './harness.ts';

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const developers = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developers_0123456789abcdef';

describe('who calls', () => {
  const callerOf = async (caller?: string) => {
    await fetch(`${api.url}/requests`, caller === undefined ? {} : { headers: { 'X-Local-Caller': caller } });
    return api.last().requestContext.identity.userArn;
  };

  test('is alice unless it is said otherwise', async () => {
    expect(await callerOf()).toBe(`${developers}/alice@example.com`);
    expect(await callerOf('carol@example.com')).toBe(`${developers}/carol@example.com`);
  });

  test('may be given as an ARN', async () => {
    const user = 'arn:aws:iam::111122223333:user/bots/deploy-bot';
    expect(await callerOf(user)).toBe(user);
    const session = 'arn:aws:sts::444455556666:assumed-role/Admin/alice@example.com';
    expect(await callerOf(session)).toBe(session);
    expect(api.last().requestContext.identity.accountId).toBe('444455556666');
  });

  test.each(['two words', 'arn:aws:s3:::bucket', 'x'])('cannot be %j', async (caller) => {
    const answer = await fetch(`${api.url}/requests`, { headers: { 'X-Local-Caller': caller } });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
