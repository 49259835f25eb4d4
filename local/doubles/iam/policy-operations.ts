import type { Operations } from '../double.ts';
import { deleteConflict } from './errors.ts';
import { policyOutput, policyVersionOutput } from './output.ts';
import type { Pages } from './pages.ts';
import {
  byPolicy,
  byPolicyVersion,
  createPolicy,
  createPolicyVersion,
  listEntities,
  listPolicies,
  ofPolicy,
  parse,
  tagPolicy,
  untagPolicy,
} from './parameters.ts';
import { isOfAccount, type Policies } from './policies.ts';
import { versionOf, versionsOf, withDefault, withoutVersion, withVersion } from './policy-versions.ts';
import type { Roles } from './roles.ts';
import type { Policy, Role } from './state.ts';
import { withoutTags, withTags } from './tags.ts';

interface Parts {
  policies: Policies;
  roles: Roles;
  pages: Pages;
}

/** What IAM does with managed policies. */
export function policyOperations(parts: Parts): Operations {
  return { ...ownOperations(parts), ...versionOperations(parts) };
}

/** The roles that have a policy: attached, or as their boundary. */
function usesOf(arn: string, roles: Roles): { attached: Role[]; bounding: Role[] } {
  return {
    attached: roles
      .all()
      .filter((role) => role.AttachedManagedPolicies.some(({ PolicyArn }) => PolicyArn === arn)),
    bounding: roles.all().filter((role) => role.PermissionsBoundary?.PermissionsBoundaryArn === arn),
  };
}

function ownOperations({ policies, roles, pages }: Parts): Operations {
  const output = (policy: Policy) => policyOutput(policy, usesOf(policy.Arn, roles));
  return {
    CreatePolicy: (input) => ({ Policy: output(policies.create(parse(createPolicy, input))) }),
    GetPolicy: (input) => ({ Policy: output(policies.get(parse(byPolicy, input).PolicyArn)) }),
    ListPolicies(input) {
      const { PathPrefix, Scope, ...asked } = parse(listPolicies, input);
      const found = policies
        .all()
        .filter(({ Path }) => Path.startsWith(PathPrefix))
        .filter((policy) => Scope === 'All' || isOfAccount(policy) === (Scope === 'Local'));
      const { items, rest } = pages(found, asked);
      return { Policies: items.map(output), ...rest };
    },
    ListPolicyTags(input) {
      const { PolicyArn, ...asked } = parse(ofPolicy, input);
      const { items: Tags, rest } = pages(policies.get(PolicyArn).Tags, asked);
      return { Tags, ...rest };
    },
    TagPolicy(input) {
      const { PolicyArn, Tags } = parse(tagPolicy, input);
      policies.change(PolicyArn, (policy) => ({ ...policy, Tags: withTags(policy.Tags, Tags) }));
      return {};
    },
    UntagPolicy(input) {
      const { PolicyArn, TagKeys } = parse(untagPolicy, input);
      policies.change(PolicyArn, (policy) => ({ ...policy, Tags: withoutTags(policy.Tags, TagKeys) }));
      return {};
    },
    ListEntitiesForPolicy(input) {
      const { PolicyArn, EntityFilter, PathPrefix, PolicyUsageFilter, ...asked } = parse(listEntities, input);
      policies.get(PolicyArn);
      const { attached, bounding } = usesOf(PolicyArn, roles);
      const users = [
        ...(PolicyUsageFilter === 'PermissionsBoundary' ? [] : attached),
        ...(PolicyUsageFilter === 'PermissionsPolicy' ? [] : bounding),
      ].filter(({ Path }) => (EntityFilter ?? 'Role') === 'Role' && Path.startsWith(PathPrefix));
      const { items, rest } = pages([...new Set(users)], asked);
      const PolicyRoles = items.map(({ RoleName, RoleId }) => ({ RoleName, RoleId }));
      return { PolicyRoles, PolicyUsers: [], PolicyGroups: [], ...rest };
    },
    DeletePolicy(input) {
      const { PolicyArn } = parse(byPolicy, input);
      const { attached, bounding } = usesOf(PolicyArn, roles);
      if (attached.length + bounding.length > 0) {
        throw deleteConflict('Cannot delete a policy attached to entities.');
      }
      if (policies.get(PolicyArn).OtherVersions.length > 0) {
        throw deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      policies.delete(PolicyArn);
      return {};
    },
  };
}

function versionOperations({ policies, pages }: Parts): Operations {
  return {
    CreatePolicyVersion(input) {
      const {
        PolicyArn,
        PolicyDocument: document,
        SetAsDefault: isDefault,
      } = parse(createPolicyVersion, input);
      const policy = policies.change(PolicyArn, (before, at) =>
        withVersion(before, { document, isDefault, at }),
      );
      return { PolicyVersion: listed(policy, `v${policy.LatestVersion}`) };
    },
    SetDefaultPolicyVersion(input) {
      const { PolicyArn, VersionId } = parse(byPolicyVersion, input);
      policies.change(PolicyArn, (policy, at) => ({ ...withDefault(policy, VersionId), UpdateDate: at }));
      return {};
    },
    GetPolicyVersion(input) {
      const { PolicyArn, VersionId } = parse(byPolicyVersion, input);
      const policy = policies.get(PolicyArn);
      return { PolicyVersion: policyVersionOutput(versionOf(policy, VersionId), policy) };
    },
    ListPolicyVersions(input) {
      const { PolicyArn, ...asked } = parse(ofPolicy, input);
      const policy = policies.get(PolicyArn);
      const { items, rest } = pages(versionsOf(policy), asked);
      return { Versions: items.map(({ VersionId }) => listed(policy, VersionId)), ...rest };
    },
    DeletePolicyVersion(input) {
      const { PolicyArn, VersionId } = parse(byPolicyVersion, input);
      policies.change(PolicyArn, (policy) => withoutVersion(policy, VersionId));
      return {};
    },
  };
}

/** Lists tell versions without their documents. */
function listed(policy: Policy, versionId: string): object {
  const { Document: _document, ...shown } = policyVersionOutput(versionOf(policy, versionId), policy);
  return shown;
}
