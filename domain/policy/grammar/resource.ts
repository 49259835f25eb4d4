import { isPartition } from '../../aws/partitions.ts';
import { splitArn } from './arn.ts';
import { type ProblemList, quoted } from './problems.ts';

/** The resource types of IAM's own ARNs (its error message lists them); `root` occurs in AWS managed policies. */
const iamResource =
  /^(\*+$|root$|(user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report)\/)/;

/** The S3 resource types whose ARNs name a Region. */
const regionalS3Resource = /^(accesspoint|access-grants|job|async-request|storage-lens|storage-lens-group)\//;

/** Reports a Resource or NotResource value that CreatePolicy refuses: neither `*` nor an ARN it can read. */
export function checkResource(
  resource: string,
  partition: string | undefined,
  pointer: string,
  problems: ProblemList,
): void {
  if (resource === '*') return;
  const fault = faultOf(resource);
  if (fault !== undefined) problems.add(pointer, 'invalid-resource', `${quoted(resource)}: ${fault}`);
  else checkPartition(resource, partition, pointer, problems);
}

/**
 * Reports an ARN of another partition than the account's: IAM answers `Partition "aws-cn" is not valid for resource`,
 * or that there is no such principal. `partition` is undefined where any that exists will do.
 */
export function checkPartition(
  arn: string,
  partition: string | undefined,
  pointer: string,
  problems: ProblemList,
): void {
  const [prefix, named = ''] = arn.split(':', 2);
  if (prefix !== 'arn' || partition === undefined || named === partition || named === '*') return;
  const detail = `${quoted(arn)} is of partition ${quoted(named)}, and this account is in ${quoted(partition)}: begin it with "arn:${partition}:".`;
  problems.add(pointer, 'wrong-partition', detail);
}

function faultOf(resource: string): string | undefined {
  const [prefix, partition, service, region = '', ...rest] = splitArn(resource);
  if (prefix !== 'arn' || partition === undefined)
    return 'a resource is "*" or an ARN such as "arn:aws:s3:::bucket/*".';
  if (partition !== '*' && !isPartition(partition))
    return `${quoted(partition)} is no AWS partition; most ARNs begin with "arn:aws:".`;
  if (service === undefined || service === '' || /[*?]/.test(service))
    return 'the third part of the ARN names a service, without wildcards.';
  if (rest.length < 2 && resource.includes('::'))
    return 'the ARN is too short: six parts are separated by colons, empty ones included.';
  return faultOfService(service, region, rest[1]);
}

/**
 * `name` is the sixth part. IAM fills an ARN that ends early up with `*`, and takes `*` for the Region of its own and
 * of S3's ARNs, which have none: it refuses the name of one ("cannot contain region information").
 */
function faultOfService(service: string, region: string, name: string | undefined): string | undefined {
  const namesRegion = !/^\**$/.test(region);
  if (service === 'iam' && namesRegion)
    return 'an IAM ARN has no Region: "arn:aws:iam::111122223333:role/name".';
  if (service === 'iam' && name !== undefined && !iamResource.test(name))
    return 'the last part of an IAM ARN is "*" or begins with its type, such as "role/" or "user/".';
  if (service === 's3' && namesRegion && !regionalS3Resource.test(name ?? ''))
    return 'an S3 ARN has no Region: "arn:aws:s3:::bucket/key".';
  return undefined;
}
