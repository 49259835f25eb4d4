import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { globOf, matches } from '../../domain/wildcard.ts';
import { Role } from '../../local/authorization/role.ts';
import { policyDocument, type Statement } from '../../local/template/statements.ts';
import { readTemplate } from '../../local/template/template.ts';
import { everySetting, key as ownKey } from './every-setting.ts';
import { synthesized } from './synthesized.ts';
import { statementsOf } from './template.ts';

const bucket = 'audit-of-all-accounts';
const key = 'arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const account = 'arn:aws:iam::111122223333';
const foreign = await synthesized({ audit: { bucket, key } });
const full = (await synthesized(everySetting)).template;

/** The policies that a section of the docs gives, for the account and bucket of this test. */
function policiesIn(page: string, heading: string): Statement[][] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  const [, section = ''] = text.split(new RegExp(`^## ${heading}$`, 'm'));
  const blocks = [...(section.split(/^## /m)[0] ?? '').matchAll(/^```json\n([\s\S]*?)^```/gm)];
  return blocks.map(([, json = '']) => {
    const filled = json.replaceAll('FROM', '111122223333').replaceAll('BUCKET', bucket);
    return policyDocument.parse({ Statement: JSON.parse(filled) });
  });
}

const principals = z.union([
  z.literal('*').transform((all): string[] => [all]),
  z.object({ AWS: z.string() }).transform(({ AWS }) => [AWS]),
  z.object({ Service: z.string() }).transform(({ Service }) => [Service]),
]);

/** What a resource's policy says of a role, of its account as a whole included. */
function asToldOf(arn: string, statements: readonly Statement[]): Role {
  const about = statements.filter(({ Principal }) =>
    principals.parse(Principal).some((each) => [arn, '*', `${account}:root`].includes(each)),
  );
  const denied = about.filter(({ Effect }) => Effect === 'Deny');
  return new Role({ functionName: '', arn, statements: about }, denied);
}

/** What a call says that does not overwrite. */
const once = { 's3:if-none-match': '*' };

/** Pairs of what identity policies allow in the other account, wildcards as they stand. */
function askedThere(statements: readonly Pick<Statement, 'Effect' | 'Action' | 'Resource'>[]) {
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => ({ action, resource, ...(action === 's3:PutObject' && { keys: once }) })),
      ),
    )
    .filter(({ resource }) => resource.startsWith(`arn:aws:s3:::${bucket}`) || resource === key);
}

describe('bucket and key in another account, with the policies of the runbook', () => {
  const [ofBucket = [], ofKey = []] = policiesIn('runbook.md', 'The audit bucket in another account');
  const policies = [...ofBucket, ...ofKey.map((statement) => ({ ...statement, Resource: [key] }))];

  test('let every function do what its role lets it do there', () => {
    const roles = readTemplate(dirname(foreign.templateFile)).roles;
    const asked = roles.flatMap(({ arn, statements }) =>
      askedThere(statements).map((access) => ({ arn, ...access })),
    );
    expect(new Set(asked.map(({ arn }) => arn.split('/').at(-1)))).toEqual(
      new Set(['countersign-archive-events', 'countersign-close-digest', 'countersign-detect-drift']),
    );
    for (const { arn, ...access } of asked) {
      expect([arn, access, asToldOf(arn, policies).judge(access)]).toEqual([arn, access, 'allowed']);
    }
  });

  test('let an auditor read, whom the stack allows to, and not write', () => {
    const { Properties } = foreign.template.one('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'countersign-auditor',
    });
    const asked = askedThere(statementsOf(Properties.PolicyDocument));
    expect(asked.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        's3:ListBucketVersions',
        's3:GetObject',
        's3:GetObjectVersion',
        'kms:GetPublicKey',
      ]),
    );
    const auditor = asToldOf(`${account}:role/auditor`, policies);
    for (const access of asked) expect([access, auditor.judge(access)]).toEqual([access, 'allowed']);
    const writes = [
      's3:PutObject',
      's3:DeleteObjectVersion',
      's3:PutBucketPolicy',
      'kms:Sign',
      'kms:ScheduleKeyDeletion',
    ];
    for (const action of writes) {
      const resource = action.startsWith('kms') ? key : `arn:aws:s3:::${bucket}/trail/1`;
      expect([action, auditor.judge({ action, resource })]).not.toEqual([action, 'allowed']);
    }
  });

  test('let each function write under its own prefix alone, and nobody delete', () => {
    const writer = asToldOf(`${account}:role/countersign/countersign-archive-events`, policies);
    const judge = (action: string, name: string) =>
      writer.judge({ action, resource: `arn:aws:s3:::${bucket}/${name}`, keys: once });
    expect(judge('s3:PutObject', 'trail/1')).toBe('allowed');
    expect(judge('s3:PutObject', 'digests/1')).toBe('not granted');
    expect(judge('s3:DeleteObjectVersion', 'trail/1')).toBe('denied by the role');
    const overwriting = { action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/trail/1` };
    expect(writer.judge(overwriting)).toBe('denied by the role');
  });
});

describe('a key of one’s own, with the policy of the docs', () => {
  const [policy = []] = policiesIn('configuration.md', 'A key of your own');
  const of = (service: string) =>
    policy.filter(({ Principal }) => principals.parse(Principal).includes(`${service}.amazonaws.com`));
  const judge = (service: string, action: string, keys = {}) =>
    new Role({ functionName: '', arn: '', statements: of(service) }, []).judge({
      action,
      resource: ownKey,
      keys,
    });
  const ofLogGroup = (name: string) => ({
    'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:111122223333:log-group:${name}`,
  });

  test('lets CloudWatch Logs encrypt every log group of the stack, and no other', () => {
    const [pattern = ''] =
      of('logs.us-east-1')[0]?.Condition?.ArnLike?.['kms:EncryptionContext:aws:logs:arn'] ?? [];
    const isCovered = (name: string) =>
      matches(globOf(pattern), `arn:aws:logs:us-east-1:111122223333:log-group:${name}`);
    const groups = full.all('AWS::Logs::LogGroup').map(({ Properties }) => String(Properties.LogGroupName));
    expect(groups.length).toBeGreaterThan(20);
    expect(groups.filter((name) => !isCovered(name))).toEqual([]);
    expect(isCovered('/aws/lambda/payments')).toBe(false);
    const encrypting = (name: string) => judge('logs.us-east-1', 'kms:GenerateDataKey', ofLogGroup(name));
    expect(encrypting('/aws/lambda/countersign-reconcile')).toBe('allowed');
    expect(encrypting('/aws/lambda/payments')).toBe('not granted');
  });

  test('lets EventBridge into the queues where its rules leave what could not be delivered', () => {
    const target = z.object({ DeadLetterConfig: z.object({ Arn: z.string() }).optional() });
    const targets = full
      .all('AWS::Events::Rule')
      .flatMap(({ Properties }) => z.array(target).parse(Properties.Targets));
    const queues = targets.flatMap(
      ({ DeadLetterConfig }) => DeadLetterConfig?.Arn.replace(/[<>]/g, '') ?? [],
    );
    expect(queues).toHaveLength(3);
    for (const name of queues) {
      const { Properties } = full.one('AWS::SQS::Queue', { QueueName: name });
      expect(Properties.KmsMasterKeyId).toBe(ownKey);
    }
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt'])
      expect(judge('events', action)).toBe('allowed');
    expect(judge('events', 'kms:ScheduleKeyDeletion')).toBe('not granted');
  });

  test('lets the account’s own policies count, which is all that functions and people need', () => {
    const [root] = policy.filter(({ Principal }) => principals.parse(Principal).includes(`${account}:root`));
    expect(root).toMatchObject({ Effect: 'Allow', Action: ['kms:*'] });
  });
});
