/**
 * The actions of STS (Service Authorization Reference, "Actions defined by AWS Security Token Service", 2026-09). A
 * trust policy names only these: for any other, CreateRole answers "AssumeRole policy may only specify STS AssumeRole
 * actions". A wildcard may stand for some of them.
 */
export const stsActions: readonly string[] = (
  'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot DecodeAuthorizationMessage GetAccessKeyInfo ' +
  'GetCallerIdentity GetDelegatedAccessToken GetFederationToken GetServiceBearerToken GetSessionToken ' +
  'GetWebIdentityToken SetContext SetSourceIdentity TagGetWebIdentityToken TagSession'
).split(' ');
