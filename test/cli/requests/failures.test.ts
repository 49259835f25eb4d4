import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from '../../../cli/api/answers.ts';
import { ApiClient } from '../../../cli/api/client.ts';
import { explainedSdkError } from '../../../cli/deployment/sdk-errors.ts';
import { failureText } from '../../../cli/explain.ts';
import { countersign } from '../../support/command.ts';
import { temporaryFolder } from '../../support/exported.ts';
import { emulator } from '../deployment/emulator.ts';

const before = { ...process.env };
const { folder, remove } = temporaryFolder();
const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };

function environment(variables: Record<string, string>) {
  process.env = {
    PATH: before.PATH,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...variables,
  };
}
afterEach(() => {
  process.env = { ...before };
});
afterAll(remove);

/** What `list` says where it cannot do its work: always what, and what to do. */
async function told(variables: Record<string, string>, ...args: string[]): Promise<string[]> {
  environment(variables);
  const { code, out, err } = await countersign(['list', ...args]);
  expect([code, out]).toEqual([1, '']);
  const lines = err.split('\n');
  expect(lines).toHaveLength(3);
  return lines.slice(0, 2);
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('what keeps a command from its work is told in two lines', () => {
  test('the address', async () => {
    expect(await told({ ...keys, COUNTERSIGN_URL: 'https://countersign.invalid' })).toEqual([
      'The name countersign.invalid cannot be found.',
      'Check the address (COUNTERSIGN_URL) and the network, or the VPN.',
    ]);
    expect((await told({ ...keys, COUNTERSIGN_URL: 'countersign' }))[0]).toBe('countersign is no address.');
    expect((await told({ ...keys, COUNTERSIGN_URL: 'http://example.com' }))[0]).toBe(
      'http://example.com/ is no https address.',
    );
    const closed = await closedPort();
    expect((await told({ ...keys, COUNTERSIGN_URL: `https://127.0.0.1:${closed}` }))[0]).toBe(
      `Nothing listens at 127.0.0.1:${closed}.`,
    );
    expect(await told({}, '--local', 'http://127.0.0.1:9')).toEqual([
      'No local stack answers at http://127.0.0.1:9.',
      'npm start runs one; --local takes its address.',
    ]);
  });

  test('credentials and region', async () => {
    expect((await told({ COUNTERSIGN_URL: 'https://x.execute-api.us-east-1.amazonaws.com/prod' }))[0]).toBe(
      'There are no credentials for AWS.',
    );
    expect((await told({ COUNTERSIGN_URL: 'https://countersign.example' }))[0]).toBe(
      'The region is missing.',
    );
    expect((await told({ ...keys, COUNTERSIGN_URL: 'https://countersign.example' }, '--as', 'bob'))[0]).toBe(
      'Only the local stack takes --as.',
    );
  });

  test('a stack that is not there', async () => {
    const everything = await emulator();
    try {
      const [what] = await told({ ...keys, AWS_ENDPOINT_URL: everything.url }, '--stack', 'Nothing');
      expect(what).toMatch(/stack Nothing/);
    } finally {
      await everything.close();
    }
  });

  test('a configuration file that makes no sense', async () => {
    const file = join(folder, 'countersign.json');
    writeFileSync(file, '{ "profiles": { "default": { "uri": "https://countersign.invalid" } } }');
    expect((await told(keys))[0]).toMatch(/countersign\.json is wrong at profiles\.default: .*uri/);
    writeFileSync(file, '{ "profiles": { "default": { "url": "https://countersign.invalid" } } }');
    expect((await told(keys))[0]).toBe('The name countersign.invalid cannot be found.');
    writeFileSync(file, 'profiles: {}');
    expect((await told(keys))[0]).toMatch(/countersign\.json is wrong/);
  });

  test('AWS itself', () => {
    const named = (name: string, message = 'x') => Object.assign(new Error(message), { name });
    const kinds = [
      [
        named('TokenProviderError', 'Token is expired. To refresh this SSO session run aws sso login'),
        'have expired',
      ],
      [named('CredentialsProviderError', 'The SSO session has expired'), 'have expired'],
      [named('UnrecognizedClientException'), 'does not know these credentials'],
      [named('SignatureDoesNotMatch', 'Signature expired: 20261129T1 is now earlier than'), 'clock'],
      [
        named('AccessDenied', 'User: x is not authorized to perform: cloudformation:DescribeStacks'),
        'may not read',
      ],
      [Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), 'cannot be reached'],
    ] as const;
    for (const [error, words] of kinds) {
      expect(explainedSdkError(error)?.what).toContain(words);
      expect(failureText(error).split('\n')).toHaveLength(3);
    }
    expect(failureText(new TypeError('x is not a function')).split('\n')).toHaveLength(3);
  });
});

describe('an answer', () => {
  let answers: ((response: ServerResponse) => void)[] = [];
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    answers.shift()?.(response);
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());
  afterEach(() => {
    answers = [];
    asked.length = 0;
  });

  function client(): ApiClient {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
    const endpoint = { url: new URL(`http://127.0.0.1:${port}/prod/`), region: 'us-east-1', credentials };
    return new ApiClient(endpoint, () => new Date());
  }
  const problem =
    (status: number, code: string, headers = {}) =>
    (response: ServerResponse) => {
      response.writeHead(status, headers);
      response.end(
        JSON.stringify({ type: `urn:countersign:problem:${code}`, title: 't', status, detail: 'No' }),
      );
    };
  const failing = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => failureText(error),
    );

  test('of somebody else is no answer', async () => {
    answers = [(response) => response.end('<html>'), (response) => response.end('{"message":"Forbidden"}')];
    const get = () => failing(client().get('/requests/x', { answer: request }));
    expect(await get()).toMatch(
      /^What answers at http:\/\/127\.0\.0\.1:\d+\/prod\/requests\/x \(200\) is not Countersign\.\n/,
    );
    expect(await get()).toContain('is not Countersign');
  });

  test('that asks to come again is asked again, if not for long', async () => {
    answers = [
      problem(429, 'throttled', { 'retry-after': '0' }),
      problem(503, 'slack-unavailable', { 'retry-after': '60' }),
    ];
    const post = client().post('/requests/x/cancel', { answer: request });
    expect(await failing(post)).toBe('No.\nTry again in a minute.\n');
    expect(asked).toEqual(['POST /prod/requests/x/cancel', 'POST /prod/requests/x/cancel']);
  });

  test('that never came is asked for again only where that does nothing twice', async () => {
    const cut = (response: ServerResponse) => response.destroy();
    answers = [cut, cut, problem(404, 'not-found')];
    expect(await failing(client().get('/requests/x', { answer: request }))).toMatch(/^No\./);
    answers = [cut, problem(404, 'not-found')];
    expect(await failing(client().post('/requests/x/retry', { answer: request }))).toMatch(
      /^The connection to 127\.0\.0\.1:\d+ failed/,
    );
  });

  test('about expired credentials says to sign in', async () => {
    answers = [problem(403, 'expired-credentials')];
    expect(await failing(client().get('/requests', { answer: request }))).toContain(
      'Sign in again (aws sso login)',
    );
  });
});
