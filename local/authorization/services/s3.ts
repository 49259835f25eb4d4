import type { CallKeys } from '../access.ts';
import { type Needs, optional, type ServiceActions, text, xmlDenial } from '../service-actions.ts';

const bucketArn = (input: object) => `arn:aws:s3:::${text(input, 'Bucket')}`;
const objectArn = (input: object) => `${bucketArn(input)}/${text(input, 'Key')}`;

/** What AWS would see: S3's own endpoints speak TLS 1.3. */
const everyCall: CallKeys = { 's3:TlsVersion': '1.3' };

const onBucket =
  (action: string): Needs =>
  (input) => {
    const keys = {
      ...everyCall,
      's3:prefix': optional(input, 'Prefix'),
      's3:delimiter': optional(input, 'Delimiter'),
      's3:max-keys': number(input, 'MaxKeys'),
    };
    return [{ action, resource: bucketArn(input), keys }];
  };

/** An older version of an object is an action of its own. */
const getObject: Needs = (input) => {
  const version = optional(input, 'VersionId');
  const action = version ? 's3:GetObjectVersion' : 's3:GetObject';
  return [{ action, resource: objectArn(input), keys: { ...everyCall, 's3:VersionId': version } }];
};

/** A retention of its own, other than the bucket's default, is a permission of its own. */
const putObject: Needs = (input) => {
  const resource = objectArn(input);
  const mode = optional(input, 'ObjectLockMode');
  const keys = {
    ...everyCall,
    's3:if-none-match': optional(input, 'IfNoneMatch'),
    's3:object-lock-mode': mode,
  };
  const locked = mode ? [{ action: 's3:PutObjectRetention', resource, keys }] : [];
  return [{ action: 's3:PutObject', resource, keys }, ...locked];
};

function number(input: object, member: string): string | undefined {
  const value: unknown = Reflect.get(input, member);
  return typeof value === 'number' ? String(value) : undefined;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const s3Actions: ServiceActions = {
  denial: xmlDenial,
  operations: {
    GetObject: getObject,
    HeadObject: getObject,
    PutObject: putObject,
    ListObjectsV2: onBucket('s3:ListBucket'),
    ListObjectVersions: onBucket('s3:ListBucketVersions'),
  },
};
