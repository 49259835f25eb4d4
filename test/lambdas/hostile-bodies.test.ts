import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answering } from '../../lambdas/http/route.ts';
import { submitRequest } from '../../lambdas/submit-request.ts';
import { anyText } from '../support/any-text.ts';
import { apiEvent } from '../support/api-event.ts';
import { call, post } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const brackets = 20_000;
const role = bodyOf('iam-role');
const withDocument = (document: unknown) => bodyOf('iam-role', { AssumeRolePolicyDocument: document });
const text = (body: unknown) => JSON.stringify(body);

describe('a pasted body', () => {
  test.each([
    ['a byte order mark', `\ufeff${text(role)}`, 'Line 1, column 1: U+FEFF (a byte order mark'],
    ['a no-break space', text(role).replace(',', ',\n\u00a0'), 'Line 2, column 1: U+00A0 (a no-break'],
    ['curly quotes', text(role).replaceAll('"', '”'), 'Line 1, column 2: U+201D (a typographic'],
    ['URL encoding', encodeURIComponent(text(role)), 'Line 1, column 1: the text is URL-encoded'],
  ])('with %s is told what and where', async (_what, body, sentence) => {
    const { status, body: problem } = await post(world, { body });
    expect([status, problem.detail]).toEqual([400, expect.stringContaining(sentence)]);
  });
});

/** What a caller may send, and how it is refused; a body as text is sent as it stands. */
const hostile: [what: string, body: string, status: number, pointer?: string][] = [
  ['nothing', '', 400],
  ['broken JSON', '{"type": "iam-role",', 400],
  ['a byte order mark', `\ufeff${text(role)}`, 400],
  ['null', 'null', 422, ''],
  ['a list', '[]', 422, ''],
  ['a number', '1e999', 422, ''],
  ['an empty object', '{}', 422, '/type'],
  ['wrong types everywhere', '{"type":1,"justification":{},"parameters":[]}', 422, '/parameters'],
  ['an unknown type', text({ ...role, type: 'toString' }), 422, '/type'],
  ['an unknown field', text({ ...role, requester: 'root' }), 422, '/requester'],
  ['null for absence', text({ ...role, parameters: null }), 422, '/parameters'],
  ['200 KB', text({ ...role, justification: 'x'.repeat(200 * 1024) }), 413],
  ['nested brackets', `${'['.repeat(brackets)}${']'.repeat(brackets)}`, 422, ''],
  ['open brackets only', '['.repeat(brackets), 422, ''],
  [
    'nested brackets in a policy document as text',
    text(withDocument('['.repeat(brackets) + ']'.repeat(brackets))),
    422,
    '/parameters/AssumeRolePolicyDocument',
  ],
  ['__proto__ at the top', `{"__proto__":{"admin":true},${text(role).slice(1)}`, 422, '/__proto__'],
  [
    '__proto__ among the parameters',
    text(role).replace('"RoleName"', '"__proto__":{"Path":"/"},"RoleName"'),
    422,
    '/parameters/__proto__',
  ],
  [
    'a parameter twice',
    text(role).replace('"RoleName"', '"RoleName":"other","RoleName"'),
    422,
    '/parameters/RoleName',
  ],
  [
    'an element of a policy document twice',
    text(role).replace('"Effect"', '"Effect":"Deny","Effect"'),
    422,
    '/parameters/AssumeRolePolicyDocument/Statement/0/Effect',
  ],
  ['constructor', text({ ...role, constructor: { prototype: {} } }), 422, '/constructor'],
  ['a lone surrogate in the justification', text(role).replace('CI deploys', '\\ud800 deploys'), 422, ''],
  ['a lone surrogate in a key', text(role).replace('"RoleName"', '"\\udfff":1,"RoleName"'), 422, ''],
  ['control characters', text({ ...role, justification: 'looks\u0000fine\u001b[2J' }), 422, '/justification'],
  [
    'text that runs backwards',
    text({ ...role, justification: 'grants \u202eylno daer\u202c' }),
    422,
    '/justification',
  ],
];

const cases = hostile.map(([what, body, status, pointer]) => ({ what, body, status, pointer }));

test('every answer ends with a newline, so that the prompt of a terminal begins below it', async () => {
  for (const body of ['{', JSON.stringify(bodyOf('iam-role'))]) {
    const event = apiEvent({ body });
    const answer = await answering(submitRequest, event, world.context);
    expect([answer.body.at(-1), answer.body.at(-2)]).toEqual(['\n', '}']);
  }
});

describe('a hostile body', () => {
  test.each(cases)('$what is refused', async ({ body, status, pointer }) => {
    const answer = await post(world, { body });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, instance: '/requests' });
    if (pointer !== undefined) {
      const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer);
      expect(pointers).toContain(pointer);
    }
  });

  test('in another media type, or in none, is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const event = apiEvent({ headers: { 'content-type': type }, body: text(role) });
      expect(await call(submitRequest, event, world, world.context)).toMatchObject({ status: 415 });
    }
    const bare = apiEvent({ headers: null, body: text(role) });
    expect(await call(submitRequest, bare, world, world.context)).toMatchObject({ status: 415 });
  });

  test('in base64 is read as it was sent', async () => {
    const body = Buffer.from(text(role)).toString('base64');
    const event = apiEvent({ body, isBase64Encoded: true });
    expect(await call(submitRequest, event, world, world.context)).toMatchObject({ status: 202 });
  });

  test('of any JSON never makes an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (body) => {
        expect([202, 400, 422]).toContain((await post(world, { body })).status);
      }),
      { numRuns: 200 },
    );
  });

  test('of any text never makes an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(anyText({ maxLength: 60 }), async (body) => {
        expect([400, 422]).toContain((await post(world, { body })).status);
      }),
      { numRuns: 200 },
    );
  });
});
