import * as z from 'zod';

/**
 * What AWS gives every account, and the most that Service Quotas raises it to (IAM User Guide, "IAM and STS quotas"; User
 * Guide of Roles Anywhere, "Quotas", which names no most: a hundred is far beyond what anybody here can use).
 */
export const defaultQuotas = {
  trustPolicyLength: 2_048,
  attachedPoliciesPerRole: 10,
  rolesAnywhereRequests: 1,
} as const;
export const highestQuotas = {
  trustPolicyLength: 4_096,
  attachedPoliciesPerRole: 25,
  rolesAnywhereRequests: 100,
} as const;

/** How Service Quotas calls them, to ask for more. */
export const quotaNames = {
  trustPolicyLength: 'Role trust policy length (L-C07B4B0D)',
  attachedPoliciesPerRole: 'Managed policies per role (L-0DA4ABF3)',
  rolesAnywhereRequests: 'Combined rate of profile requests',
} as const;

function quota(name: keyof typeof quotaNames) {
  return z
    .int()
    .min(defaultQuotas[name], `write at least ${defaultQuotas[name]}, which AWS gives every account`)
    .max(
      highestQuotas[name],
      `write at most ${highestQuotas[name]}, to which AWS raises the quota ${quotaNames[name]}`,
    )
    .default(defaultQuotas[name]);
}

/** The account's quotas that can be raised, as far as a request is held against them or functions keep to them. */
export const quotasSchema = z
  .strictObject({
    /** Characters of a trust policy, white space between tokens aside. */
    trustPolicyLength: quota('trustPolicyLength'),
    /** Managed policies attached to one role. */
    attachedPoliciesPerRole: quota('attachedPoliciesPerRole'),
    /** Requests a second that Roles Anywhere takes about profiles, and about tags: the lower of the two. */
    rolesAnywhereRequests: quota('rolesAnywhereRequests'),
  })
  .prefault({});

export type Quotas = z.output<typeof quotasSchema>;
