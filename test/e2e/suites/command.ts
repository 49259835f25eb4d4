import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { countersign } from '../../support/command.ts';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/running.ts';
import { aName } from '../support/submissions.ts';

const approver = 'arn:aws:sts::111122223333:assumed-role/Approvers/erin';
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'codebuild.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
  ],
};
const reads = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
};
const why = 'The release pipeline needs it; ticket PAY-1234';
const answer = z.looseObject({ id: z.string(), type: z.string(), status: z.string() });

/** `countersign` as somebody at a terminal or a pipeline has it. */
export function commandSuite(stack: Running): void {
  describe('the command', () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'countersign-command-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const file = (name: string, content: unknown): string => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
      return path;
    };
    const run = (args: readonly string[], given = {}) =>
      countersign([...args, '--local', stack.client.url], given);
    const ask = async (parameters: object = { PolicyName: aName(), PolicyDocument: reads }) => {
      const asked = await run(['request', 'iam-policy', '--file', '-', '--why', why, '--json'], {
        input: JSON.stringify(parameters),
      });
      expect([asked.err, asked.code]).toEqual(['', 0]);
      const { id } = answer.parse(JSON.parse(asked.out));
      await stack.client.reaches(id, 'pending');
      return id;
    };

    test('asks, waits while somebody else looks and approves, and ends with 0 when it is there', async () => {
      const name = aName();
      const skeleton = {
        PolicyName: name,
        Path: '',
        PolicyDocument: JSON.stringify(reads),
        Tags: [{ Key: '', Value: '' }],
      };
      const path = file('policy.json', skeleton);
      const waits = run(['request', 'iam-policy', '--file', path, '--why', why, '--wait']);
      const listed = await eventually('the request in the list', async () => {
        const { out } = await run(['list', '--status', 'pending', '--json']);
        const { items } = z
          .object({ items: z.array(z.looseObject({ id: z.string(), name: z.string() })) })
          .parse(JSON.parse(out));
        return items.find((item) => item.name === name);
      });
      const approved = await run(['approve', listed.id, '--yes', '--as', approver]);
      expect(approved.out).toContain(`  why        ${why}\n`);
      expect(approved.out).toContain('  CreatePolicy in 111122223333, us-east-1\n');
      expect(approved.out).toMatch(/ {2}digest {5}sha256:[0-9a-f]{64}\n/);
      expect(approved.out).toMatch(/\nApproved, 1 of 1: \S+ is approved\n$/);
      const { code, out, err } = await waits;
      expect([code, err]).toEqual([0, '']);
      expect(out.replaceAll(/\d{4}-\S+Z/g, 'TIME').split('\n')).toEqual([
        `iam-policy ${listed.id}`,
        'TIME  submitted by alice@example.com',
        expect.stringMatching(/^TIME {2}checked: risk low, \d findings?$/),
        'TIME  waiting for 1 approval until TIME',
        'TIME  approved by erin',
        `TIME  created arn:aws:iam::111122223333:policy/requested/${name}`,
        '',
      ]);
    });

    test('lists and shows: tables for people, one line of JSON for programs', async () => {
      const id = await ask();
      const table = await run(['list', '--requester', 'alice@example.com', '--limit', '1'], {
        isTerminal: true,
      });
      const [header = '', row = ''] = stripVTControlCharacters(table.out).split('\n');
      expect(header).toMatch(/^submitted \(UTC\) {6}request {31}type {8}name +status {3}risk {2}requester$/);
      expect(row).toMatch(
        new RegExp(
          `^\\d{4}-\\d\\d-\\d\\dT[\\d:]{8} {2}${id} {2}iam-policy {2}\\S+ {2}pending {2}low {3}alice@example.com$`,
        ),
      );
      expect(table.out).toContain('\u001b[');
      const piped = await run(['list', '--limit', '1']);
      expect(piped.out).toMatch(/^\d{4}-.* alice@example.com\n$/);
      const shown = await run(['show', id, '--json']);
      expect(shown.out.trimEnd()).not.toContain('\n');
      expect(JSON.parse(shown.out)).toMatchObject({ id, status: 'pending', justification: why });
      const types = await run(['types', '--json']);
      expect(
        z.object({ types: z.array(z.object({ type: z.string() })) }).parse(JSON.parse(types.out)).types,
      ).toHaveLength(4);
    });

    test('denies with a reason, which ends the watching with 3', async () => {
      const id = await ask();
      const denied = await run(['deny', id, '--reason', 'Not on a Friday', '--yes', '--as', approver]);
      expect(denied.out).toContain(`Denied: ${id}\n`);
      const { code, out } = await run(['watch', id]);
      expect(code).toBe(3);
      expect(out).toMatch(/ {2}denied by erin: Not on a Friday\n$/);
      const late = await run(['approve', id, '--yes', '--as', approver]);
      expect([late.code, late.err]).toEqual([
        1,
        'This request is not waiting for approval: denied by erin: Not on a Friday.\n' +
          'countersign list --status pending shows those that are.\n',
      ]);
    });

    test('cancels its own, and says whose it is otherwise', async () => {
      const id = await ask();
      const other = await run(['cancel', id, '--as', 'bob@example.com']);
      expect([other.code, other.err.split('\n')]).toEqual([
        1,
        [
          'Only the requester can do this.',
          'Ask whoever made the request; countersign show says who that is.',
          '',
        ],
      ]);
      expect((await run(['cancel', id])).out).toBe(`iam-policy ${id}: cancelled\n`);
      expect((await run(['watch', id, '--json'])).code).toBe(3);
    });

    test('tries a failed creation again', async () => {
      const { client } = stack;
      await client.fault('iam', 'CreatePolicy', 'error:LimitExceeded');
      const id = await ask();
      await run(['approve', id, '--yes', '--as', approver]);
      const failed = await run(['watch', id]);
      expect([failed.code, failed.out]).toEqual([5, expect.stringMatching(/ {2}failed: .+\n$/)]);
      expect((await run(['retry', id, '--json'])).code).toBe(0);
      expect((await run(['watch', id])).code).toBe(0);
    });

    test('sends one request for a key, however often', async () => {
      const path = file('same.json', { PolicyName: aName(), PolicyDocument: reads });
      const once = [
        'request',
        'iam-policy',
        '--file',
        path,
        '--why',
        why,
        '--json',
        '--idempotency-key',
        path,
      ];
      const [first, second] = [await run(once), await run(once)];
      expect(answer.parse(JSON.parse(second.out)).id).toBe(answer.parse(JSON.parse(first.out)).id);
      const other = await run([...once, '--why', 'Something else entirely']);
      expect(JSON.parse(other.err)).toMatchObject({ error: { code: 'idempotency-key-reused' } });
    });

    test('shows each mistake with its line and column in the file', async () => {
      const path = file(
        'bad.json',
        `{
  "RoleName": "a b",
  "Tag": [],
  "AssumeRolePolicyDocument": {
    "Version": "2012-10-17",
    "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }]
  }
}`,
      );
      const { code, err, out } = await run(['request', 'iam-role', '--file', path, '--why', 'short']);
      expect([code, out, err.replaceAll(path, 'bad.json').trimEnd().split('\n').sort()]).toEqual([
        1,
        '',
        [
          '--why: Say in at least 10 characters why this is needed. (too-short)',
          '4 problem(s) in the body; see errors.',
          'Correct what is listed, then send it again.',
          expect.stringMatching(/^bad\.json:2:15: A name holds letters .+ \(pattern\)$/),
          expect.stringMatching(/^bad\.json:3:3: No such field\. Did you mean Tags\? \(unknown-field\)$/),
          expect.stringMatching(/^bad\.json:6:53: Principal is an object with .+ \(invalid-principal\)$/),
        ],
      ]);
      const json = await run(['request', 'iam-role', '--file', path, '--why', 'short', '--json']);
      expect(JSON.parse(json.err)).toMatchObject({
        error: {
          code: 'invalid-fields',
          errors: expect.arrayContaining([
            expect.objectContaining({ pointer: '/parameters/RoleName', source: path, line: 2, column: 15 }),
          ]),
        },
      });
    });

    test('takes CloudFormation as it is', async () => {
      const role = {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: aName(),
          AssumeRolePolicyDocument: trust,
          Tags: [{ Key: 'team', Value: 'a' }],
        },
      };
      const asked = await run([
        'request',
        'iam-role',
        '--file',
        file('cfn.json', role),
        '--why',
        why,
        '--json',
      ]);
      expect([asked.code, asked.err]).toEqual([0, '']);
      const permission = {
        Type: 'AWS::RAM::Permission',
        Properties: {
          Name: aName(),
          ResourceType: 'imagebuilder:Component',
          PolicyTemplate: { Effect: 'Allow', Action: ['imagebuilder:GetComponent'] },
          Tags: [{ Key: 'team', Value: 'a' }],
        },
      };
      const network = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Network_1/nora@example.com';
      const shared = await run([
        ...['request', 'ram-permission', '--file', file('share.json', permission)],
        ...['--why', why, '--json', '--as', network],
      ]);
      expect([shared.code, shared.err]).toEqual([0, '']);
    });

    test('signs what it sends, and says so where the clock of the computer spoils that', async () => {
      const late = await run(['list'], { now: () => new Date(Date.now() - 12 * 60_000) });
      expect([late.code, late.err]).toEqual([
        1,
        'The clock of this computer is 12 minutes behind; AWS takes signatures within five.\n' +
          'Set the clock (on Linux: timedatectl set-ntp true), then try again.\n',
      ]);
    });

    test('asks nobody where nobody sits', async () => {
      const id = await ask();
      const { code, err } = await run(['approve', id, '--as', approver]);
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/^There is no terminal to ask at\.\nAdd --yes /),
      ]);
      expect((await stack.client.view(id)).status).toBe('pending');
    });
  });
}
