import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { quoted } from '../../../cli/doctor/leftovers/leftover.ts';
import { exitCodes, tellLeftovers } from '../../../cli/doctor/program.ts';
import { countersign } from '../../support/command.ts';
import { type Answers, accountThat, holding, type Named, refusing } from './account.ts';

const table: Named = { type: 'AWS::DynamoDB::Table', name: 'countersign-requests' };
const boundary: Named = { type: 'AWS::IAM::ManagedPolicy', name: 'countersign-boundary' };
const strangers: Named[] = [
  { type: 'AWS::DynamoDB::Table', name: 'orders' },
  { type: 'AWS::KMS::Alias', name: 'alias/orders' },
  { type: 'AWS::IAM::ManagedPolicy', name: 'developers' },
  { type: 'AWS::Lambda::Function', name: 'my-countersign-fork' },
  { type: 'AWS::Logs::LogGroup', name: '/aws/lambda/my-countersign-fork' },
  { type: 'AWS::Logs::LogGroup', name: 'countersign-of-somebody' },
  { type: 'AWS::SNS::Topic', name: 'orders' },
  { type: 'AWS::StepFunctions::StateMachine', name: 'orders' },
  { type: 'AWS::WAFv2::WebACL', name: 'orders' },
];

async function leftovers(answers: Answers, place = {}) {
  const clients = await accountThat(answers);
  let out = '';
  const output = { out: (text: string) => (out += text), err: () => '' };
  const code = await tellLeftovers({ stack: 'Countersign', ...place }, clients, output);
  return { code, out, asked: clients.asked };
}

/** What CloudFormation says of the resources of a stack. */
const stackWith = (...resources: [id: string, status: string][]): Answers => ({
  ListStackResourcesCommand: () => ({
    StackResourceSummaries: resources.map(([PhysicalResourceId, ResourceStatus]) => ({
      PhysicalResourceId,
      ResourceStatus,
    })),
  }),
});

describe('countersign-doctor --leftovers', () => {
  test('finds nothing in an account where nothing is left, whatever others have there', async () => {
    expect(await leftovers(holding(strangers))).toMatchObject({ code: 0, out: 'Nothing is left.\n' });
  });

  test('says what is left, and the commands that remove it', async () => {
    const { code, out } = await leftovers(holding([table, ...strangers]));
    expect(out).toBe(
      [
        '✗ DynamoDB table countersign-requests: what it holds is gone with it',
        '    aws dynamodb update-table --table-name countersign-requests --no-deletion-protection-enabled',
        '    aws dynamodb delete-table --table-name countersign-requests',
        '1 left. Nothing was changed. To keep them and deploy over them: docs/deploy.md, "Over what is left".',
        '',
      ].join('\n'),
    );
    expect(code).toBe(exitCodes.ill);
  });

  test('only asks', async () => {
    const { asked } = await leftovers(holding([table, boundary]));
    expect(asked.filter((command) => !/^(List|Describe)/.test(command))).toEqual([]);
  });

  test('leaves out what belongs to the stack, and lists what a roll-back of it has given up', async () => {
    const ofStack = { ...holding([table]), ...stackWith(['countersign-requests', 'CREATE_COMPLETE']) };
    expect(await leftovers(ofStack)).toMatchObject({ code: 0 });
    const skipped = { ...holding([table]), ...stackWith(['countersign-requests', 'DELETE_SKIPPED']) };
    expect(await leftovers(skipped)).toMatchObject({ code: 1 });
  });

  test('needs no stack, but does not guess what is its own', async () => {
    const message = 'Stack with id Countersign does not exist';
    const none = () => {
      throw Object.assign(new Error(message), { name: 'ValidationError' });
    };
    expect(await leftovers({ ListStackResourcesCommand: none })).toMatchObject({ code: 0 });
    const denied = { ...holding([table]), ListStackResourcesCommand: refusing('AccessDenied') };
    await expect(leftovers(denied)).rejects.toThrow('You may not.');
  });

  test('says when a deleted secret will free its name', async () => {
    const secret = {
      Name: 'countersign/slack',
      ARN: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:countersign/slack-AbCdEf',
      DeletedDate: new Date('2026-11-20T10:00:00Z'),
    };
    const { out } = await leftovers({
      ListSecretsCommand: ({ IncludePlannedDeletion }) =>
        IncludePlannedDeletion ? { SecretList: [secret] } : {},
    });
    expect(out).toContain(
      'countersign/slack: deleted on 2026-11-20, and keeps its name for the 7 to 30 days',
    );
    expect(out).toContain(`delete-secret --secret-id ${secret.ARN} --force-delete-without-recovery`);
  });

  test('says of a policy who has it, since IAM deletes none in use', async () => {
    const arn = 'arn:aws:iam::111122223333:policy/countersign-boundary';
    const policy = { PolicyName: 'countersign-boundary', Arn: arn, PermissionsBoundaryUsageCount: 7 };
    const { out } = await leftovers({
      ListPoliciesCommand: () => ({ Policies: [policy] }),
      ListPolicyVersionsCommand: () => ({
        Versions: [
          { VersionId: 'v2', IsDefaultVersion: true },
          { VersionId: 'v1', IsDefaultVersion: false },
        ],
      }),
    });
    expect(out).toContain('countersign-boundary: the boundary of 7, and IAM deletes none in use');
    expect(out.match(/aws iam [a-z-]+/g)).toEqual([
      'aws iam list-entities-for-policy',
      'aws iam delete-policy-version',
      'aws iam delete-policy',
    ]);
  });

  test('goes on where it may not look, says so, and does not call the rest all there is', async () => {
    const { code, out } = await leftovers({
      ...holding([boundary]),
      ListTablesCommand: refusing('AccessDenied'),
    });
    expect(out).toContain('- DynamoDB table: not looked at: AccessDenied: You may not.');
    expect(out).toContain('✗ managed policy countersign-boundary');
    expect(out).toContain('1 kind could not be looked at');
    expect(code).toBe(exitCodes.failed);
  });

  test('makes commands for where it looked', async () => {
    const bucket = { type: 'AWS::S3::Bucket', name: 'countersign-audit-111122223333-eu-west-1' };
    const { out } = await leftovers(holding([bucket]), { region: 'eu-west-1', profile: 'audit' });
    const calls = out.match(/\baws [^|\n]*/g) ?? [];
    expect(calls).toHaveLength(4);
    for (const call of calls) expect(call).toMatch(/^aws --region eu-west-1 --profile audit s3api /);
  });

  test('is about an account, not about a local stack', async () => {
    const { code, err } = await countersign(['doctor', '--leftovers', '--local']);
    expect(code).toBe(exitCodes.failed);
    expect(err).toContain('cannot be used with');
  });
});

test.each(["countersign-$(touch /tmp/x)'; `id`", 'countersign a  b', 'countersign-"x"\\', 'plain/name:1'])(
  'a shell takes the name %s as one word',
  (name) => {
    const said = execFileSync('bash', ['-c', `printf %s ${quoted(name)}`], { encoding: 'utf8' });
    expect(said).toBe(name);
  },
);
