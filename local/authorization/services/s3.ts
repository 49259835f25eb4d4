import { type Needs, type ServiceActions, text, xmlDenial } from '../service-actions.ts';

const bucketArn = (input: object) => `arn:aws:s3:::${text(input, 'Bucket')}`;
const onBucket =
  (action: string): Needs =>
  (input) => [{ action, resource: bucketArn(input) }];
const objectArn = (input: object) => `${bucketArn(input)}/${text(input, 'Key')}`;

/** An older version of an object is an action of its own. */
const getObject: Needs = (input) => [
  { action: text(input, 'VersionId') ? 's3:GetObjectVersion' : 's3:GetObject', resource: objectArn(input) },
];

/** A retention of its own, other than the bucket's default, is a permission of its own. */
const putObject: Needs = (input) => {
  const resource = objectArn(input);
  const locked = text(input, 'ObjectLockMode') ? [{ action: 's3:PutObjectRetention', resource }] : [];
  return [{ action: 's3:PutObject', resource }, ...locked];
};

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
