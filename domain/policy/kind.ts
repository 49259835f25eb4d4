/**
 * A role's trust policy, an IAM managed policy, a policy inside a role, a Roles Anywhere session policy, a RAM policy
 * template.
 */
export type PolicyKind = 'trust' | 'managed' | 'inline' | 'session' | 'ram';
