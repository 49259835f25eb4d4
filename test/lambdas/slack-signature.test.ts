import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSigned, signatureOf } from '../../lambdas/slack/signature.ts';
import { slackInteraction } from '../../lambdas/slack-interaction.ts';
import { apiEvent } from '../support/api-event.ts';
import { blockActions, formOf, signedHeaders } from '../support/slack-payloads.ts';
import { call } from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
const published = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  body: Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  ),
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};
const at = (seconds: number) => new Date((1531420618 + seconds) * 1000).toISOString();
type Changes = Partial<Omit<typeof published, 'signature'>> & { signature?: string | undefined };
const check = (changes: Changes, now = at(0)) => {
  const { secret, ...message } = { ...published, ...changes };
  return isSigned(message, secret, now);
};

describe('a signature', () => {
  test('is right for the vector that Slack publishes', () => {
    expect(signatureOf(published.body, published.timestamp, published.secret)).toBe(published.signature);
    expect(check({})).toBe(true);
  });

  test('counts for 300 seconds both ways and not a second longer', () => {
    expect([-300, 300].map((seconds) => check({}, at(seconds)))).toEqual([true, true]);
    expect([-301, 301, 86_400 * 365].map((seconds) => check({}, at(seconds)))).toEqual([false, false, false]);
  });

  test.each([
    ['is missing', { signature: undefined }],
    ['is empty', { signature: '' }],
    ['has another version', { signature: published.signature.replace('v0', 'v9') }],
    ['is in upper case', { signature: published.signature.toUpperCase() }],
    ['is shorter', { signature: published.signature.slice(0, -1) }],
    ['is longer', { signature: `${published.signature}0` }],
    ['has as many characters but more bytes', { signature: `${published.signature.slice(0, -1)}é` }],
    ['is huge', { signature: 'v0='.padEnd(1_000_000, 'a') }],
    ['is of another secret', { secret: 'another' }],
    ['is of another body', { body: Buffer.concat([published.body, Buffer.from('\n')]) }],
    ['is of another timestamp', { timestamp: '1531420619' }],
  ])('that %s is refused', (_what, changes) => {
    expect(check(changes)).toBe(false);
  });

  test.each(['', ' 1531420618', '1531420618.0', '0x5b478b8a', '1e10', '-1531420618', 'NaN', '9'.repeat(400)])(
    'with the timestamp %j is refused',
    (timestamp) => {
      const signature = signatureOf(published.body, timestamp, published.secret);
      expect(check({ timestamp, signature })).toBe(false);
    },
  );

  test('is over bytes, not over text: bytes that are no UTF-8 count as they are', () => {
    const body = Buffer.from([0x70, 0xff, 0xfe, 0x00, 0x80]);
    const signature = signatureOf(body, published.timestamp, published.secret);
    expect(check({ body, signature })).toBe(true);
    expect(check({ body: Buffer.from(body.toString('utf8')), signature })).toBe(false);
  });

  test('changes with every byte of the body', () => {
    fc.assert(
      fc.property(fc.nat(published.body.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const body = Buffer.from(published.body);
        body[index] = (body[index] ?? 0) ^ change;
        expect(check({ body })).toBe(false);
      }),
    );
  });
});

describe('the webhook', () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });
  afterAll(() => world.close());

  const value = { requestId: '00000000-0000-4000-8000-000000000000', digest: 'sha256:00' };
  const click = formOf(blockActions({ person: 'bob', action: 'approve', value }));
  const deliver = (body: string, headers: Record<string, string> | null, isBase64Encoded = false) =>
    call(
      slackInteraction,
      apiEvent({ path: '/slack/interactions', headers, body, isBase64Encoded }),
      world,
      world.context,
    );

  test.each([
    ['no headers', null],
    ['no signature', { 'X-Slack-Request-Timestamp': '1' }],
    ['a signature of long ago', signedHeaders(click, '2026-11-02T08:54:59.000Z')],
    ['a signature of another body', signedHeaders(`${click}&x=1`, '2026-11-02T09:00:00.000Z')],
  ])('answers 401 to %s, before anything is read', async (_what, headers) => {
    world.desk.sent.length = 0;
    const answer = await deliver(click, headers);
    expect(answer).toMatchObject({ status: 401, body: { type: 'urn:countersign:problem:unsigned' } });
    expect(world.desk.sent).toEqual([]);
  });

  test('takes a signed body in base64, with headers in any case', async () => {
    const headers = signedHeaders(click, world.clock.now());
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]),
    );
    expect(await deliver(Buffer.from(click).toString('base64'), lower, true)).toMatchObject({ status: 200 });
  });

  test('refuses what is not signed even while the secret is not to be had', async () => {
    const signingSecret = async (): Promise<string> => {
      throw new Error('no secret');
    };
    const slack = Object.assign(Object.create(world.slack), { signingSecret });
    const context = { ...world.context, clients: { ...world.context.clients, slack } };
    const { status } = await call(slackInteraction, apiEvent({ body: 'payload={}' }), world, context);
    expect(status).toBe(401);
  });

  test('refuses more than 1 MiB', async () => {
    const body = `payload=${'x'.repeat(1024 * 1024)}`;
    expect(await deliver(body, signedHeaders(body, world.clock.now()))).toMatchObject({ status: 413 });
  });

  test.each([
    ['nothing', ''],
    ['no payload', 'a=b'],
    ['broken JSON', 'payload={'],
    ['JSON that is no object', 'payload=[]'],
    ['deeply nested JSON', `payload=${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['an unknown action', click.replace('approve', 'launch')],
    ['a value that is not ours', click.replace('requestId', 'requestID')],
    ['an id that is no id', click.replaceAll('00000000-', '%3C!channel%3E')],
  ])('answers 400 to %s, signed', async (_what, body) => {
    expect(await deliver(body, signedHeaders(body, world.clock.now()))).toMatchObject({ status: 400 });
  });

  test('acknowledges what else Slack sends', async () => {
    for (const type of ['view_closed', 'shortcut', 'block_suggestion']) {
      const body = formOf({ type });
      expect(await deliver(body, signedHeaders(body, world.clock.now()))).toMatchObject({ status: 200 });
    }
  });
});
