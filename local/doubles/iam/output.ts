import type { Policy, PolicyVersion, Role } from './state.ts';
import { withArns } from './stored-trust-policy.ts';

/**
 * A role as CreateRole and GetRole answer it: with its trust policy URL-encoded (RFC 3986), in which the roles that there
 * are stand by their ARNs, and without its policies.
 */
export function roleOutput(
  { RolePolicyList: _inline, AttachedManagedPolicies: _attached, ...role }: Role,
  arnOf: (id: string) => string | undefined,
): object {
  return {
    ...role,
    CreateDate: new Date(role.CreateDate),
    AssumeRolePolicyDocument: urlEncode(withArns(role.AssumeRolePolicyDocument, arnOf)),
    RoleLastUsed: {},
  };
}

/** A policy as CreatePolicy and GetPolicy answer it: without its documents, with how many roles use it. */
export function policyOutput(
  {
    PolicyDocument: _document,
    DefaultVersionDate: _date,
    OtherVersions: _versions,
    LatestVersion: _latest,
    ...policy
  }: Policy,
  { attached, bounding }: { attached: readonly Role[]; bounding: readonly Role[] },
): object {
  return {
    ...policy,
    AttachmentCount: attached.length,
    PermissionsBoundaryUsageCount: bounding.length,
    CreateDate: new Date(policy.CreateDate),
    UpdateDate: new Date(policy.UpdateDate),
  };
}

/** A version of a policy as GetPolicyVersion answers it, its document URL-encoded; in a list it has none. */
export function policyVersionOutput(
  { PolicyDocument, VersionId, CreateDate }: PolicyVersion,
  policy: Pick<Policy, 'DefaultVersionId'>,
): { Document: string; VersionId: string; IsDefaultVersion: boolean; CreateDate: Date } {
  return {
    Document: urlEncode(PolicyDocument),
    VersionId,
    IsDefaultVersion: VersionId === policy.DefaultVersionId,
    CreateDate: new Date(CreateDate),
  };
}

/** As IAM writes documents (RFC 3986). */
export function urlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
