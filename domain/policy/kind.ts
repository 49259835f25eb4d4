/** A role's trust policy, an IAM managed policy, a Roles Anywhere session policy, a RAM policy template. */
export type PolicyKind = 'trust' | 'managed' | 'session' | 'ram';
