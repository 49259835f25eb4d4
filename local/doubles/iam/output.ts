import type { Policy, Role } from './state.ts';
import { withArns } from './stored-trust-policy.ts';

/**
 * A role as CreateRole and GetRole answer it: with its trust policy URL-encoded (RFC 3986), in which the roles that there
 * are stand by their ARNs.
 */
export function roleOutput(role: Role, arnOf: (id: string) => string | undefined): object {
  return {
    ...role,
    CreateDate: new Date(role.CreateDate),
    AssumeRolePolicyDocument: urlEncode(withArns(role.AssumeRolePolicyDocument, arnOf)),
    RoleLastUsed: {},
  };
}

/** A policy as CreatePolicy and GetPolicy answer it: without its document. */
export function policyOutput({ PolicyDocument: _document, ...policy }: Policy): object {
  return {
    ...policy,
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    CreateDate: new Date(policy.CreateDate),
    UpdateDate: new Date(policy.UpdateDate),
  };
}

/** A policy's only version, its document URL-encoded. */
export function policyVersionOutput(policy: Policy): object {
  return {
    Document: urlEncode(policy.PolicyDocument),
    VersionId: policy.DefaultVersionId,
    IsDefaultVersion: true,
    CreateDate: new Date(policy.CreateDate),
  };
}

function urlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
