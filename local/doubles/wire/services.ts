import type { Service } from '../faults.ts';
import { jsonProtocol } from './json.ts';
import type { Protocol } from './protocol.ts';
import { queryProtocol } from './query.ts';
import { restJsonProtocol } from './rest-json.ts';
import { s3Protocol } from './s3/protocol.ts';

export type AwsService = Exclude<Service, 'slack'>;

/** How each service is spoken to, by the name that its clients sign with. */
export const wireServices: ReadonlyMap<string, { service: AwsService; protocol: Protocol }> = new Map([
  ['dynamodb', { service: 'dynamodb', protocol: jsonProtocol('1.0') }],
  ['states', { service: 'states', protocol: jsonProtocol('1.0') }],
  ['secretsmanager', { service: 'secretsmanager', protocol: jsonProtocol('1.1') }],
  ['events', { service: 'events', protocol: jsonProtocol('1.1') }],
  ['ssm', { service: 'ssm', protocol: jsonProtocol('1.1') }],
  ['kms', { service: 'kms', protocol: jsonProtocol('1.1', ['Message', 'Signature']) }],
  ['s3', { service: 's3', protocol: s3Protocol }],
  [
    'iam',
    {
      service: 'iam',
      protocol: queryProtocol({
        namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
        numbers: ['MaxSessionDuration', 'MaxItems'],
        booleans: ['SetAsDefault'],
      }),
    },
  ],
  [
    'ram',
    {
      service: 'ram',
      protocol: restJsonProtocol({
        routes: [
          { operation: 'CreatePermission', method: 'POST', path: '/createpermission' },
          { operation: 'GetPermission', method: 'POST', path: '/getpermission' },
          { operation: 'ListPermissions', method: 'POST', path: '/listpermissions' },
          { operation: 'ListResourceTypes', method: 'POST', path: '/listresourcetypes' },
          { operation: 'DeletePermission', method: 'DELETE', path: '/deletepermission' },
          { operation: 'ListPermissionAssociations', method: 'POST', path: '/listpermissionassociations' },
          { operation: 'CreateResourceShare', method: 'POST', path: '/createresourceshare' },
          { operation: 'DeleteResourceShare', method: 'DELETE', path: '/deleteresourceshare' },
          { operation: 'TagResource', method: 'POST', path: '/tagresource' },
          { operation: 'UntagResource', method: 'POST', path: '/untagresource' },
        ],
        numbers: [],
        dates: 'epoch',
      }),
    },
  ],
  [
    'rolesanywhere',
    {
      service: 'rolesanywhere',
      protocol: restJsonProtocol({
        routes: [
          { operation: 'CreateProfile', method: 'POST', path: '/profiles', status: 201 },
          { operation: 'GetProfile', method: 'GET', path: '/profile/{profileId}' },
          { operation: 'UpdateProfile', method: 'PATCH', path: '/profile/{profileId}' },
          { operation: 'DeleteProfile', method: 'DELETE', path: '/profile/{profileId}' },
          { operation: 'EnableProfile', method: 'POST', path: '/profile/{profileId}/enable' },
          { operation: 'DisableProfile', method: 'POST', path: '/profile/{profileId}/disable' },
          { operation: 'ListProfiles', method: 'GET', path: '/profiles' },
          { operation: 'ListTagsForResource', method: 'GET', path: '/ListTagsForResource' },
          { operation: 'TagResource', method: 'POST', path: '/TagResource', status: 201 },
          { operation: 'UntagResource', method: 'POST', path: '/UntagResource' },
        ],
        numbers: ['pageSize'],
        dates: 'iso8601',
      }),
    },
  ],
  [
    'access-analyzer',
    {
      service: 'accessanalyzer',
      protocol: restJsonProtocol({
        routes: [{ operation: 'ValidatePolicy', method: 'POST', path: '/policy/validation' }],
        numbers: ['maxResults'],
        dates: 'iso8601',
      }),
    },
  ],
]);
