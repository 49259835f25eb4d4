import { Stack, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import * as z from 'zod';

/** Says why what a rule of cdk-nag's AwsSolutions pack finds at a construct is as it should be. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** The same for each wildcard in what a policy, or a role's policies, allow something on; other wildcards stay findings. */
export function acknowledgeWildcards(
  allowed: IConstruct | IGrantable,
  resources: readonly string[],
  reason: string,
): void {
  const role = 'grantPrincipal' in allowed ? allowed.grantPrincipal : undefined;
  const owner = [role, allowed].find((each) => Construct.isConstruct(each));
  if (!owner) return;
  for (const resource of resources.map((each) => flat(Stack.of(owner).resolve(each)))) {
    if (resource.includes('*')) acknowledge(owner, `IAM5[Resource::${resource}]`, reason);
  }
}

/** A value of CloudFormation as cdk-nag writes it, with `<…>` for references. */
const flatSchema: z.ZodType<string> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({ Ref: z.string() }).transform(({ Ref }) => `<${Ref}>`),
    z.object({ 'Fn::GetAtt': z.array(z.string()) }).transform((at) => `<${at['Fn::GetAtt'].join('.')}>`),
    z.object({ 'Fn::ImportValue': flatSchema }).transform((value) => value['Fn::ImportValue']),
    z
      .object({ 'Fn::Join': z.tuple([z.string(), z.array(flatSchema)]) })
      .transform(({ 'Fn::Join': [separator, parts] }) => parts.join(separator)),
    z.unknown().transform((value) => JSON.stringify(value)),
  ]),
);

function flat(resolved: unknown): string {
  return flatSchema.parse(resolved);
}
