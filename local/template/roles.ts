import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { nameOf, physicalId, type Resource, resourceAttribute } from './identifiers.ts';
import { policyDocument, type Statement } from './statements.ts';

/** The role of a function, with every statement of the policies that the template gives it. */
export interface FunctionRole {
  functionName: string;
  arn: string;
  statements: Statement[];
}

const roleProperties = z.object({
  Policies: z.array(z.object({ PolicyDocument: policyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});
const attached = z.object({ Roles: z.array(z.string()).default([]), PolicyDocument: policyDocument });
const rolePolicy = z.object({ RoleName: z.string(), PolicyDocument: policyDocument });

/** The role of every function. Policies that the template attaches but does not declare, AWS's own, grant nothing here. */
export function readFunctionRoles(assembly: Assembly): FunctionRole[] {
  const roles = new Map(
    assembly.ofType('AWS::IAM::Role').map((role) => [arnOf(assembly, role), readRole(assembly, role)]),
  );
  const policies = readPolicies(assembly);
  return assembly.ofType('AWS::Lambda::Function').map((lambda) => {
    const functionName = assembly.resolve(z.string(), nameOf(lambda), lambda.logicalId);
    const { Role: arn } = assembly.read(z.object({ Role: z.string() }), lambda);
    const role = roles.get(arn);
    const attachments = policies.filter(
      (policy) =>
        policy.roles.includes(role?.name ?? '') ||
        (policy.arn !== undefined && role?.managedPolicyArns.includes(policy.arn)),
    );
    const statements = [...(role?.statements ?? []), ...attachments.flatMap((policy) => policy.statements)];
    return { functionName, arn, statements };
  });
}

function arnOf(assembly: Assembly, role: Resource): string {
  return assembly.resolve(z.string(), resourceAttribute(role, 'Arn'), role.logicalId);
}

function readRole(assembly: Assembly, role: Resource) {
  const { Policies, ManagedPolicyArns: managedPolicyArns } = assembly.read(roleProperties, role);
  const name = assembly.resolve(z.string(), physicalId(role), role.logicalId);
  return { name, managedPolicyArns, statements: Policies.flatMap(({ PolicyDocument }) => PolicyDocument) };
}

interface AttachedPolicy {
  /** Of a managed policy. */
  arn?: string;
  /** Names of the roles that the policy itself says it belongs to. */
  roles: string[];
  statements: Statement[];
}

function readPolicies(assembly: Assembly): AttachedPolicy[] {
  const inline = assembly.ofType('AWS::IAM::Policy').map((resource) => {
    const { Roles: roles, PolicyDocument: statements } = assembly.read(attached, resource);
    return { roles, statements };
  });
  const single = assembly.ofType('AWS::IAM::RolePolicy').map((resource) => {
    const { RoleName, PolicyDocument: statements } = assembly.read(rolePolicy, resource);
    return { roles: [RoleName], statements };
  });
  return [...inline, ...single, ...readManaged(assembly)];
}

/** Only those of a role are read further: others, such as a permissions boundary, may say what is of no interest here. */
function readManaged(assembly: Assembly): AttachedPolicy[] {
  const arns = assembly
    .ofType('AWS::IAM::Role')
    .flatMap((role) => assembly.read(roleProperties, role).ManagedPolicyArns);
  return assembly.ofType('AWS::IAM::ManagedPolicy').flatMap((resource) => {
    const arn = assembly.resolve(z.string(), physicalId(resource), resource.logicalId);
    const { Roles: roles = [] } = assembly.read(
      z.object({ Roles: z.array(z.string()).optional() }),
      resource,
    );
    if (roles.length === 0 && !arns.includes(arn)) return [];
    return [{ arn, roles, statements: assembly.read(attached, resource).PolicyDocument }];
  });
}
