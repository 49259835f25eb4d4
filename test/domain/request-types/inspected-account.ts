import type { Inspection } from '../../../domain/request-types/inspection.ts';
import { inspections } from '../../../domain/request-types/inspections.ts';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import { boundaryArn, startDoubles } from '../../local/doubles/aws-clients.ts';
import { callOf, context, withGuardrails } from './plan-context.ts';

const trust = (service: string, ...Action: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action }],
  });
const key = 'countersign:request-id';
const own = [{ Key: key, Value: context.requestId }];

export const sessionPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
});
export const roleArn = (name: string) => `arn:aws:iam::111122223333:role/requested/${name}`;

/** An account that has something of each kind called `taken`, and something that this very request made called `ours`. */
export async function startAccount() {
  const aws = await startDoubles();
  const { iam, ram, rolesanywhere } = aws.doubles;
  const role = (RoleName: string, AssumeRolePolicyDocument: string, Tags: object[] = []) =>
    iam.call('CreateRole', { RoleName, Path: '/requested/', AssumeRolePolicyDocument, Tags });
  await role('taken', trust('rolesanywhere', 'sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'));
  await role('ours', trust('ec2', 'sts:AssumeRole'), own);
  await role('half', trust('rolesanywhere', 'sts:AssumeRole'));
  const policy = { Path: '/legacy/', PolicyDocument: sessionPolicy };
  await iam.call('CreatePolicy', { ...policy, PolicyName: 'taken' });
  await iam.call('CreatePolicy', { ...policy, PolicyName: 'ours', Tags: own });
  const policyTemplate = '{"Effect":"Allow","Action":"ssm:GetParameter"}';
  const permission = { resourceType: 'ssm:Parameter', policyTemplate };
  await ram.call('CreatePermission', { ...permission, name: 'taken', tags: [{ key, value: 'another' }] });
  await ram.call('CreatePermission', {
    ...permission,
    name: 'ours',
    tags: [{ key, value: context.requestId }],
  });
  await rolesanywhere.call('CreateProfile', { name: 'taken', roleArns: [] });
  return aws;
}
export type Account = Awaited<ReturnType<typeof startAccount>>;

/** What the account, behind real clients and the wire, says about an example with some parameters replaced. */
export function inspect(
  aws: Account,
  type: RequestTypeName,
  changes: Readonly<Record<string, unknown>> = {},
  permissionsBoundary = boundaryArn,
): Promise<Inspection> {
  const call = callOf(type, changes, withGuardrails({ permissionsBoundary }));
  return inspections[type]([call], context.requestId, aws);
}
