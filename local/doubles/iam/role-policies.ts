import type { Quotas } from '../../../domain/aws/quotas.ts';
import type { Operations } from '../double.ts';
import { ModelledError } from '../modelled-error.ts';
import { checkInlinePolicy } from './documents.ts';
import { invalidInput, limitExceeded, noSuchEntity } from './errors.ts';
import { urlEncode } from './output.ts';
import type { Pages } from './pages.ts';
import {
  attachedOfRole,
  byAttachment,
  byInlinePolicy,
  ofRole,
  parse,
  putInlinePolicy,
} from './parameters.ts';
import type { Policies } from './policies.ts';
import type { Roles } from './roles.ts';
import type { Role } from './state.ts';

/** All inline policies of a role together; white space does not count (IAM User Guide, "IAM and STS character limits"). */
const inlineLength = 10_240;

interface Parts {
  roles: Roles;
  policies: Policies;
  pages: Pages;
  quotas: Pick<Quotas, 'attachedPoliciesPerRole'>;
}

/** What IAM does with the policies of a role, inline and attached. */
export function rolePolicyOperations(parts: Parts): Operations {
  return { ...inlineOperations(parts), ...attachmentOperations(parts) };
}

function inlineOperations({ roles, pages }: Parts): Operations {
  const missing = (name: string) => noSuchEntity(`The role policy with name ${name} cannot be found.`);
  return {
    PutRolePolicy(input) {
      const { RoleName, ...put } = parse(putInlinePolicy, input);
      const { RolePolicyList: before } = roles.modifiable(RoleName);
      checkInlinePolicy(put.PolicyDocument);
      const isNew = before.every(({ PolicyName }) => PolicyName !== put.PolicyName);
      const after = before.map((policy) => (policy.PolicyName === put.PolicyName ? put : policy));
      const RolePolicyList = isNew ? [...before, put] : after;
      checkLength(RolePolicyList, RoleName);
      roles.change(RoleName, { RolePolicyList });
      return {};
    },
    GetRolePolicy(input) {
      const { RoleName, PolicyName } = parse(byInlinePolicy, input);
      const role = roles.get(RoleName);
      const found = role.RolePolicyList.find((policy) => policy.PolicyName === PolicyName);
      if (found === undefined) throw missing(PolicyName);
      return { RoleName: role.RoleName, PolicyName, PolicyDocument: urlEncode(found.PolicyDocument) };
    },
    ListRolePolicies(input) {
      const { RoleName, ...asked } = parse(ofRole, input);
      const { items, rest } = pages(roles.get(RoleName).RolePolicyList, asked);
      return { PolicyNames: items.map(({ PolicyName }) => PolicyName), ...rest };
    },
    DeleteRolePolicy(input) {
      const { RoleName, PolicyName } = parse(byInlinePolicy, input);
      const { RolePolicyList: before } = roles.modifiable(RoleName);
      const RolePolicyList = before.filter((policy) => policy.PolicyName !== PolicyName);
      if (RolePolicyList.length === before.length) throw missing(PolicyName);
      roles.change(RoleName, { RolePolicyList });
      return {};
    },
  };
}

function checkLength(policies: Role['RolePolicyList'], roleName: string): void {
  const length = policies.reduce(
    (sum, { PolicyDocument }) => sum + PolicyDocument.replace(/\s/g, '').length,
    0,
  );
  if (length > inlineLength) {
    throw limitExceeded(`Maximum policy size of ${inlineLength} bytes exceeded for role ${roleName}`);
  }
}

function attachmentOperations({ roles, policies, pages, quotas }: Parts): Operations {
  return {
    AttachRolePolicy(input) {
      const { RoleName, PolicyArn } = parse(byAttachment, input);
      const { AttachedManagedPolicies: before } = roles.modifiable(RoleName);
      const { PolicyName, IsAttachable } = attachable(PolicyArn, policies);
      if (!IsAttachable) {
        throw new ModelledError(
          'PolicyNotAttachable',
          400,
          `Cannot attach ${PolicyArn} to RoleName: ${RoleName}`,
        );
      }
      if (before.some((attached) => attached.PolicyArn === PolicyArn)) return {};
      const quota = quotas.attachedPoliciesPerRole;
      if (before.length >= quota) throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${quota}`);
      roles.change(RoleName, { AttachedManagedPolicies: [...before, { PolicyName, PolicyArn }] });
      return {};
    },
    DetachRolePolicy(input) {
      const { RoleName, PolicyArn } = parse(byAttachment, input);
      const { AttachedManagedPolicies: before } = roles.modifiable(RoleName);
      const after = before.filter((attached) => attached.PolicyArn !== PolicyArn);
      if (after.length === before.length) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
      roles.change(RoleName, { AttachedManagedPolicies: after });
      return {};
    },
    ListAttachedRolePolicies(input) {
      const { RoleName, PathPrefix, ...asked } = parse(attachedOfRole, input);
      const attached = roles
        .get(RoleName)
        .AttachedManagedPolicies.filter(({ PolicyArn }) =>
          policies.get(PolicyArn).Path.startsWith(PathPrefix),
        );
      const { items: AttachedPolicies, rest } = pages(attached, asked);
      return { AttachedPolicies, ...rest };
    },
  };
}

function attachable(arn: string, policies: Policies) {
  if (!arn.startsWith('arn:')) throw invalidInput(`ARN ${arn} is not valid.`);
  if (!policies.has(arn)) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policies.get(arn);
}
