import type { KnownAction } from './known-actions.ts';

/** What an action of IAM or STS acts on. */
export interface IamTarget {
  /** The first part of the ARN's name that it needs, or `undefined` if it takes `*` alone or any. */
  type: string | undefined;
  /**
   * `own-credentials`: on oneself it renews password, MFA device, keys or certificates, and widens nothing.
   * `role-change`: it takes or changes a role, which AWS refuses for service-linked ones.
   */
  kind: 'own-credentials' | 'role-change' | 'other';
}

const ownCredentials =
  /^changepassword$|accesskey|loginprofile|mfadevice|sshpublickey|signingcertificate|servicespecificcredential/;
/** Service-linked roles are created and deleted by calls of their own, and some services have them passed. */
const notOfOneRole = /^passrole$|servicelinkedrole|instanceprofile/;

/** What an action of IAM or STS acts on; `undefined` for other services. */
export function iamTargetOf({ service, verb }: Pick<KnownAction, 'service' | 'verb'>): IamTarget | undefined {
  if (service === 'sts') return { type: undefined, kind: 'role-change' };
  if (service !== 'iam') return undefined;
  const type = typeOf(verb);
  if (ownCredentials.test(verb)) return { type, kind: 'own-credentials' };
  return { type, kind: type === 'role' && !notOfOneRole.test(verb) ? 'role-change' : 'other' };
}

function typeOf(verb: string): string | undefined {
  if (verb.includes('instanceprofile')) return 'instance-profile';
  if (verb.includes('group')) return 'group';
  if (verb.includes('role')) return 'role';
  if (verb.includes('virtualmfa')) return 'mfa';
  if (/user/.test(verb) || ownCredentials.test(verb)) return 'user';
  if (/^(?:create|delete)policy$|policyversion$/.test(verb)) return 'policy';
  if (verb.includes('saml')) return 'saml-provider';
  return verb.includes('openid') ? 'oidc-provider' : undefined;
}
