/**
 * Paths through IAM itself, identity providers and IAM Identity Center, as published by pathfinding.cloud, Rhino Security Labs, PMapper,
 * cloudsplaining and parliament, and more of the same kind. `escalation.ts` says how to read a row.
 */
export const iamPaths: Readonly<Record<string, string>> = {
  'give itself more permissions': `
    iam-create-policy-version | critical | iam:CreatePolicyVersion | write a new version of any policy, also of its own, with any permissions
    iam-set-default-policy-version | high | iam:SetDefaultPolicyVersion | switch its policy back to an older version that allowed more
    iam-put-role-policy | critical | iam:PutRolePolicy | write any permissions into a role it runs as
    iam-put-user-policy | critical | iam:PutUserPolicy | write any permissions into its own user
    iam-put-group-policy | critical | iam:PutGroupPolicy | write any permissions into a group it belongs to
    iam-attach-role-policy | critical | iam:AttachRolePolicy | attach any policy, such as AdministratorAccess, to a role it runs as
    iam-attach-user-policy | critical | iam:AttachUserPolicy | attach any policy, such as AdministratorAccess, to its own user
    iam-attach-group-policy | critical | iam:AttachGroupPolicy | attach any policy, such as AdministratorAccess, to a group it belongs to
    iam-add-user-to-group | critical | iam:AddUserToGroup | join a more powerful group
    iam-delete-role-boundary | high | iam:DeleteRolePermissionsBoundary | remove the permissions boundary that caps its own role
    iam-put-role-boundary | high | iam:PutRolePermissionsBoundary | replace the permissions boundary that caps its own role
    iam-delete-user-boundary | high | iam:DeleteUserPermissionsBoundary | remove the permissions boundary that caps its own user
    iam-put-user-boundary | high | iam:PutUserPermissionsBoundary | replace the permissions boundary that caps its own user
    iam-remove-deny-inline-role | medium | iam:DeleteRolePolicy | delete a policy that forbids something to its own role
    iam-remove-deny-attached-role | medium | iam:DetachRolePolicy | detach a policy that forbids something to its own role
    iam-remove-deny-inline-user | medium | iam:DeleteUserPolicy | delete a policy that forbids something to its own user
    iam-remove-deny-attached-user | medium | iam:DetachUserPolicy | detach a policy that forbids something to its own user
  `,
  'act as another user or role': `
    iam-create-access-key | critical | iam:CreateAccessKey | create access keys for another user
    iam-rotate-access-key | critical | iam:CreateAccessKey iam:DeleteAccessKey | replace another user's access keys, also when there are two already
    iam-reactivate-access-key | medium | iam:UpdateAccessKey | switch a disabled access key on again
    iam-create-login-profile | critical | iam:CreateLoginProfile | set a console password for a user that has none
    iam-update-login-profile | critical | iam:UpdateLoginProfile | change another user's console password
    iam-service-specific-credential | medium | iam:CreateServiceSpecificCredential | create a service password for another user
    iam-reset-service-specific-credential | medium | iam:ResetServiceSpecificCredential | reset another user's service password and read the new one
    iam-update-assume-role-policy | critical | iam:UpdateAssumeRolePolicy | rewrite who may assume a role, and then assume it
    sts-assume-role | high | sts:AssumeRole | assume every role that lets it in
    iam-attach-role-then-assume | critical | iam:AttachRolePolicy sts:AssumeRole | attach any policy to a role and then assume that role
    iam-put-role-then-assume | critical | iam:PutRolePolicy sts:AssumeRole | write any permissions into a role and then assume that role
    iam-policy-version-then-assume | critical | iam:CreatePolicyVersion sts:AssumeRole | widen the policy of a role and then assume that role
    iam-attach-user-then-key | critical | iam:AttachUserPolicy iam:CreateAccessKey | attach any policy to another user and then create access keys for it
    iam-put-user-then-key | critical | iam:PutUserPolicy iam:CreateAccessKey | write any permissions into another user and then create access keys for it
    iam-attach-role-update-trust | critical | iam:AttachRolePolicy iam:UpdateAssumeRolePolicy | make any role an administrator and let itself assume it
    iam-policy-version-update-trust | critical | iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy | widen the policy of any role and let itself assume it
    iam-put-role-update-trust | critical | iam:PutRolePolicy iam:UpdateAssumeRolePolicy | write any permissions into a role and let itself assume it
    iam-create-role-attach | critical | iam:CreateRole iam:AttachRolePolicy | create a role it may assume and attach AdministratorAccess to it
    iam-create-role-inline | critical | iam:CreateRole iam:PutRolePolicy | create a role it may assume and write any permissions into it
    iam-create-user-attach-key | critical | iam:CreateUser iam:AttachUserPolicy iam:CreateAccessKey | create a new administrator and take its access keys
  `,
  'let outsiders in': `
    iam-delegation | high | iam:CreateDelegationRequest iam:SendDelegationToken | delegate permissions to a partner's product
    iam-delegation-accept | high | iam:AcceptDelegationRequest | agree that somebody outside gets what they ask for
    iam-delegation-associate | medium | iam:AssociateDelegationRequest | take charge of what somebody outside asks for
    iam-outbound-federation | medium | iam:EnableOutboundWebIdentityFederation | let identities of the account prove themselves to services outside AWS
    iam-update-saml-provider | critical | iam:UpdateSAMLProvider | replace the keys of a SAML identity provider and then sign in as anyone who comes from it
    iam-create-saml-and-trust | critical | iam:CreateSAMLProvider iam:UpdateAssumeRolePolicy | add an identity provider of its own and make a role trust it
    iam-create-oidc-and-trust | critical | iam:CreateOpenIDConnectProvider iam:UpdateAssumeRolePolicy | add an OIDC issuer of its own and make a role trust it
    iam-oidc-add-client-id | medium | iam:AddClientIDToOpenIDConnectProvider | let more applications use an OIDC issuer that roles already trust
    iam-oidc-thumbprint | medium | iam:UpdateOpenIDConnectProviderThumbprint | let another server pose as an OIDC issuer that roles already trust
    rolesanywhere-anchor-profile | critical | rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile iam:PassRole -> rolesanywhere | register a certificate authority of its own and get credentials for roles from outside AWS
    rolesanywhere-update-anchor | critical | rolesanywhere:UpdateTrustAnchor | replace the certificate authority behind an existing trust anchor
    rolesanywhere-update-profile | high | rolesanywhere:UpdateProfile iam:PassRole -> rolesanywhere | add stronger roles to an existing Roles Anywhere profile
    rolesanywhere-enable | medium | rolesanywhere:EnableTrustAnchor rolesanywhere:EnableProfile | switch a disabled way in through Roles Anywhere on again
  `,
  'give itself access in every account': `
    sts-assume-root | critical | sts:AssumeRoot | act as the root user of member accounts
    iam-root-sessions | high | iam:EnableOrganizationsRootSessions | let root sessions in member accounts be taken
    sso-application-assignment | high | sso:CreateApplicationAssignment | give itself any application of IAM Identity Center
    sso-associate-profile | high | sso:AssociateProfile | assign itself a permission set
    sso-customer-policy | critical | sso:AttachCustomerManagedPolicyReferenceToPermissionSet sso:ProvisionPermissionSet | attach any policy to a permission set, in every account that uses it
    sso-permissions-boundary | high | sso:DeletePermissionsBoundaryFromPermissionSet | remove what caps a permission set
    sso-permissions-policy | critical | sso:PutPermissionsPolicy | write any permissions into a permission set
    sso-token-issuer | high | sso:CreateTrustedTokenIssuer | let tokens of an issuer of its own stand for users
    sso-directory-external | critical | sso-directory:CreateExternalIdPConfigurationForDirectory | let an identity provider of its own say who signs in
    sso-directory-external-update | critical | sso-directory:UpdateExternalIdPConfigurationForDirectory | let an identity provider of its own say who signs in
    sso-directory-certificate | critical | sso-directory:ImportExternalIdPCertificate | sign in as anyone with a certificate of its own
    sso-directory-password | critical | sso-directory:UpdatePassword | set anybody's password and sign in as them
    sso-directory-membership | critical | sso-directory:AddMemberToGroup | join a privileged group of IAM Identity Center
    sso-directory-provisioning | high | sso-directory:CreateBearerToken | create users and group memberships from outside
    sso-directory-mfa | high | sso-directory:DeleteMfaDeviceForUser | take another user's second factor away
    identitystore-update-user | high | identitystore:UpdateUser | change the name or the address by which a user is known
    identitystore-create-user | high | identitystore:CreateUser identitystore:CreateGroupMembership | create a user in a privileged group of IAM Identity Center
    identity-sync | high | identity-sync:CreateSyncFilter | bring users of a directory into IAM Identity Center
    ds-reset-password | critical | ds:ResetUserPassword | set anybody's password in the directory
    ds-data-membership | critical | ds-data:AddGroupMember | join a privileged group of the directory
    ds-role-access | high | ds:EnableRoleAccess | let users of a directory take roles
    organizations-delegated-administrator | medium | organizations:RegisterDelegatedAdministrator | make an account administrator of a service in the whole organisation
    organizations-move-account | medium | organizations:MoveAccount | move an account away from the policies that confine it
    sso-inline-policy | critical | sso:PutInlinePolicyToPermissionSet sso:ProvisionPermissionSet | write any permissions into a permission set, in every account that uses it
    sso-attach-managed | critical | sso:AttachManagedPolicyToPermissionSet sso:ProvisionPermissionSet | attach AdministratorAccess to a permission set, in every account that uses it
    sso-account-assignment | critical | sso:CreateAccountAssignment | assign itself any permission set in any account
    identitystore-group-membership | critical | identitystore:CreateGroupMembership | join a privileged group of IAM Identity Center
  `,
};
