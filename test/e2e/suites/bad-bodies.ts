import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { expectNoFailure, expectProblem } from '../support/refusals.ts';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const anId = '00000000-0000-4000-8000-000000000000';
const bodyRoutes = ['/requests', `/requests/${anId}/decisions`];
const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);

const bodies: [string, string | Uint8Array<ArrayBuffer>, number][] = [
  ['no JSON', '{"type":', 400],
  ['an empty text', '', 400],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80]), 400],
  ['null', 'null', 422],
  ['a list', '[]', 422],
  ['a number', '1e999', 422],
  ['an empty object', '{}', 422],
  ['20,000 nested lists', deep('[', ']'), 422],
  ['5,000 nested objects', '{"a":'.repeat(5000), 422],
  ['20,000 opened brackets', '['.repeat(20_000), 422],
  ['__proto__', '{"__proto__":{"type":"iam-role"},"constructor":{"prototype":{"x":1}}}', 422],
  ['200 KB', JSON.stringify({ type: 'iam-role', justification: 'x'.repeat(200_000) }), 413],
  ['11 MB', new Uint8Array(11 * 1024 * 1024).fill(0x20), 413],
];

/** Bodies that no client of ours would send. */
export function badBodySuite(stack: Running): void {
  describe.each(bodyRoutes)('POST %s', (path) => {
    test.each(bodies)('refuses a body of %s', async (_what, raw, status) => {
      expectProblem(await stack.client.call('POST', path, { raw }), status);
    });

    test.each(['text/plain', 'application/x-www-form-urlencoded', 'json', ' '])(
      'refuses the content type "%s"',
      async (type) => {
        const call = { raw: '{}', headers: { 'content-type': type } };
        expectProblem(await stack.client.call('POST', path, call), 415);
      },
    );

    test('never fails, whatever JSON is sent', async () => {
      await fc.assert(
        fc.asyncProperty(fc.json({ maxDepth: 4 }), async (raw) => {
          expectNoFailure(await stack.client.call('POST', path, { raw }));
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('POST /requests', () => {
    test.each(requestTypeNames)('never fails, whatever the parameters of %s are', async (type) => {
      const good = submission(type);
      const names = Object.keys(good.parameters);
      const odd = fc.dictionary(fc.constantFrom(...names, 'Tags', 'tags', '__proto__'), fc.jsonValue());
      await fc.assert(
        fc.asyncProperty(odd, async (parameters) => {
          const raw = JSON.stringify({ ...good, parameters: { ...good.parameters, ...parameters } });
          expectNoFailure(await stack.client.call('POST', '/requests', { raw }));
        }),
        { numRuns: 12 },
      );
    });

    test('names every problem at once, by its pointer', async () => {
      const body = {
        type: 'iam-role',
        justification: 'short',
        urgent: true,
        parameters: {
          RoleName: 'not a name!',
          Path: '/elsewhere/',
          MaxSessionDuration: '1h',
          Description: null,
          Colour: 'blue',
          Tags: [{ Key: 'aws:x', Value: 'y' }, { Key: 'team' }],
        },
      };
      const answer = await stack.client.call('POST', '/requests', { body });
      const { errors = [] } = expectProblem(answer, 422);
      const pointers = new Set(errors.map(({ pointer }) => pointer));
      const expected = [
        ...['/justification', '/urgent', '/parameters/RoleName', '/parameters/Path'],
        ...['/parameters/MaxSessionDuration', '/parameters/Description', '/parameters/Colour'],
        ...['/parameters/AssumeRolePolicyDocument', '/parameters/Tags/0/Key', '/parameters/Tags/1/Value'],
      ];
      expect([...pointers].sort()).toEqual(expected.sort());
      expect(errors.find(({ pointer }) => pointer === '/parameters/Path')?.code).toMatch(/^guardrail-/);
    });

    test('refuses an Idempotency-Key that is empty, too long or not ASCII', async () => {
      for (const key of ['', 'x'.repeat(256), 'é', 'a\tb']) {
        const call = { body: submission(), headers: { 'idempotency-key': key } };
        const { errors } = expectProblem(await stack.client.call('POST', '/requests', call), 422);
        expect(errors).toEqual([expect.objectContaining({ pointer: '/Idempotency-Key' })]);
      }
    });
  });
}
