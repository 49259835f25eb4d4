import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { whatToDo } from '../../../cli/deployment/sdk-errors.ts';

const { version: theVersion } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

function run(name: string, ...args: string[]) {
  const { PATH = '' } = process.env;
  // Neither region nor credentials, and no file that names them.
  const env = { PATH, HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };
  return spawnSync(process.execPath, [`cli/bin/countersign-${name}.js`, ...args], { env, encoding: 'utf8' });
}

test.each(['audit', 'doctor', 'manifest'])('countersign-%s says its version', (name) => {
  expect(run(name, '--version')).toMatchObject({ status: 0, stdout: `${theVersion}\n` });
});

test('a command without a region says which ways there are to give it', () => {
  const { status, stderr } = run('manifest');
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^The region is missing\.\nGive it as --region us-east-1, in AWS_REGION, or in the profile/,
  );
});

test('a command without credentials says how to come by some', () => {
  const { status, stderr } = run('manifest', '--region', 'us-east-1');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^There are no credentials for AWS\.\nSign in/);
});

test('credentials that expired are said to be, and other errors stay as they are', () => {
  expect(whatToDo(Object.assign(new Error('x'), { name: 'ExpiredTokenException' }))).toMatch(/have expired/);
  expect(whatToDo(new Error('AccessDenied'))).toBeUndefined();
});
