import { account, region } from '../../doubles/double.ts';
import {
  list,
  type Needs,
  onAnything,
  restJsonDenial,
  type ServiceActions,
  tagsIn,
  text,
} from '../service-actions.ts';

const profileArn = (id: string) => `arn:aws:rolesanywhere:${region}:${account}:profile/${id}`;

const onProfile =
  (action: string): Needs =>
  (input) => [{ action, resource: profileArn(text(input, 'profileId')) }];

/** AWS chooses the id, so that it asks for tagging on `profile/*`; it also asks to pass every role of the profile. */
const createProfile: Needs = (input) => {
  const tags = tagsIn(input, 'tags');
  const keys = { 'iam:PassedToService': 'rolesanywhere.amazonaws.com' };
  return [
    { action: 'rolesanywhere:CreateProfile', resource: '*', tags },
    ...(tags.length > 0 ? [{ action: 'rolesanywhere:TagResource', resource: profileArn('*'), tags }] : []),
    ...list(input, 'roleArns').map((arn) => ({ action: 'iam:PassRole', resource: String(arn), keys })),
  ];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementrolesanywhere.html */
export const rolesAnywhereActions: ServiceActions = {
  denial: restJsonDenial,
  operations: {
    CreateProfile: createProfile,
    GetProfile: onProfile('rolesanywhere:GetProfile'),
    DisableProfile: onProfile('rolesanywhere:DisableProfile'),
    DeleteProfile: onProfile('rolesanywhere:DeleteProfile'),
    ListProfiles: onAnything('rolesanywhere:ListProfiles'),
    // Unlike TagResource it has no resource type there, although its input names one.
    ListTagsForResource: onAnything('rolesanywhere:ListTagsForResource'),
  },
};
