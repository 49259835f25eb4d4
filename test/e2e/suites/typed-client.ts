import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Running } from '../support/running.ts';
import { submission } from '../support/submissions.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'test/fixtures/client');
const execute = promisify(execFile);
const run = async (...command: string[]) =>
  (await execute(process.execPath, command, { cwd: root, encoding: 'utf8' })).stdout;

/** A client that is made of `GET /openapi.json` and of nothing else. */
export function typedClientSuite(stack: Running): void {
  describe('a client generated from the OpenAPI document', () => {
    beforeAll(async () => {
      const openApiTypes = 'node_modules/openapi-typescript/bin/cli.js';
      const document = `${stack.client.url}/openapi.json`;
      const generator = ['--import', './test/e2e/support/typescript-with-api.mjs', openApiTypes];
      await run(...generator, document, '--output', join(folder, 'schema.d.ts'));
    });

    test('has the types of what it sends and gets', async () => {
      const compiler = 'node_modules/typescript/lib/tsc.js';
      expect(await run(compiler, '--project', folder)).toBe('');
    });

    test('goes the whole way: previews, asks, decides, reads', async () => {
      const requester = 'alice@example.com';
      const approver = 'arn:aws:sts::111122223333:assumed-role/Approvers/erin';
      const body = submission();
      const flow = join(folder, 'flow.ts');
      const told = JSON.parse(await run(flow, stack.client.url, JSON.stringify(body), requester, approver));
      expect(told).toMatchObject({
        principal: expect.stringMatching(/\/alice@example\.com$/),
        types: expect.arrayContaining(['iam-role', 'iam-policy']),
        previewed: { digest: told.accepted.digest, rejections: [] },
        decided: { status: 'approved', account: '111122223333', region: 'us-east-1' },
        created: { status: 'created', parameters: body.parameters },
        own: expect.arrayContaining([told.accepted.id]),
        refused: { status: 403, type: 'urn:countersign:problem:own-request' },
      });
      expect(told.events.at(-1)).toBe('resource.created');
    }, 120_000);
  });
}
