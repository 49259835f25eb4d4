import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { Journal } from '../../../local/doubles/journal.ts';
import { Ram } from '../../../local/doubles/ram/ram.ts';
import { resources } from '../../../local/doubles/resources.ts';
import { RolesAnywhere } from '../../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { Slack } from '../../../local/doubles/slack/slack.ts';

const sources = { clock: () => new Date('2026-11-22T12:00:00Z'), newId: () => randomUUID() };
const boundary = {
  arn: 'arn:aws:iam::111122223333:policy/boundary',
  document: { Version: '2012-10-17', Statement: [] },
};
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

function openDoubles(path: string) {
  const { state, remember } = new Journal(path);
  const memory = { ...sources, state, remember };
  return {
    iam: new Iam({ ...memory, policies: [boundary] }),
    ram: new Ram(memory),
    rolesAnywhere: new RolesAnywhere({ ...memory, limit: false }),
    slack: new Slack(memory),
  };
}

test('whatever the doubles have answered is there again after a restart', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'countersign-')), 'doubles.jsonl');
  const first = openDoubles(path);
  await first.iam.call('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: trust });
  const template = JSON.stringify({ Effect: 'Allow', Action: 'ssm:GetParameter' });
  const permission = { name: 'p', resourceType: 'ssm:Parameter', policyTemplate: template, clientToken: 't' };
  await first.ram.call('CreatePermission', permission);
  await first.rolesAnywhere.call('CreateProfile', { name: 'p', roleArns: [] });
  const { ts } = first.slack.call('chat.postMessage', { channel: 'C0APPROVALS', text: 'one' });
  first.slack.call('chat.update', { channel: 'C0APPROVALS', ts, text: 'two' });
  const second = openDoubles(path);
  expect(resources(second)).toEqual(resources(first));
  expect(resources(second)).toMatchObject({ roles: [{ RoleName: 'r' }], profiles: [{ name: 'p' }] });
  expect(second.slack.messages()).toEqual(first.slack.messages());
  expect(await second.ram.call('CreatePermission', permission)).toMatchObject({ permission: { name: 'p' } });
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(6);
});

test('a line that was being written when the process died is forgotten', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'countersign-')), 'doubles.jsonl');
  new Journal(path).remember('roles', 'a', { RoleName: 'a' });
  appendFileSync(path, '{"collection":"roles","ke');
  expect(new Journal(path).state).toEqual({ roles: [{ RoleName: 'a' }] });
});

test('what was removed is gone after a restart as well', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'countersign-')), 'doubles.jsonl');
  const first = openDoubles(path);
  for (const RoleName of ['kept', 'removed']) {
    await first.iam.call('CreateRole', { RoleName, AssumeRolePolicyDocument: trust });
  }
  await first.iam.call('DeleteRole', { RoleName: 'removed' });
  const second = openDoubles(path);
  expect(resources(second)).toEqual(resources(first));
  expect(resources(second).roles).toMatchObject([{ RoleName: 'kept' }]);
  expect(resources(openDoubles(path))).toEqual(resources(first));
});
