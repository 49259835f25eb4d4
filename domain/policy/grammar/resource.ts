import { partitions, splitArn } from './arn.ts';
import { type ProblemList, quoted } from './problems.ts';

/** The resource types of IAM's own ARNs (its error message lists them); `root` occurs in AWS managed policies. */
const iamResource =
  /^(\*$|root$|(user|federated-user|role|group|instance-profile|mfa|server-certificate|policy|sms-mfa|saml-provider|oidc-provider|report|access-report)\/)/;

/** The S3 resource types whose ARNs name a Region. */
const regionalS3Resource = /^(accesspoint|access-grants|job|async-request|storage-lens|storage-lens-group)\//;

/** Reports a Resource or NotResource value that CreatePolicy refuses: neither `*` nor an ARN it can read. */
export function checkResource(resource: string, pointer: string, problems: ProblemList): void {
  if (resource === '*') return;
  const fault = faultOf(resource);
  if (fault !== undefined) problems.add(pointer, 'invalid-resource', `${quoted(resource)}: ${fault}`);
}

function faultOf(resource: string): string | undefined {
  const [prefix, partition, service, region = '', ...rest] = splitArn(resource);
  if (prefix !== 'arn' || partition === undefined)
    return 'a resource is "*" or an ARN such as "arn:aws:s3:::bucket/*".';
  if (partition !== '*' && !partitions.includes(partition))
    return `${quoted(partition)} is no AWS partition; most ARNs begin with "arn:aws:".`;
  if (service === undefined || service === '' || /[*?]/.test(service))
    return 'the third part of the ARN names a service, without wildcards.';
  return faultOfService(service, region, rest.length === 2 ? rest[1] : undefined, resource);
}

/** `name` is the sixth part; a shorter ARN is tolerated by IAM unless it has an empty part or is its own or S3's. */
function faultOfService(
  service: string,
  region: string,
  name: string | undefined,
  resource: string,
): string | undefined {
  if (name === undefined && (resource.includes('::') || service === 'iam' || service === 's3'))
    return 'the ARN is too short: six parts are separated by colons, empty ones included.';
  if (name === undefined) return undefined;
  if (service === 'iam' && region !== '')
    return 'an IAM ARN has no Region: "arn:aws:iam::111122223333:role/name".';
  if (service === 'iam' && !iamResource.test(name))
    return 'the last part of an IAM ARN is "*" or begins with its type, such as "role/" or "user/".';
  if (service === 's3' && region !== '' && !regionalS3Resource.test(name))
    return 'an S3 ARN has no Region: "arn:aws:s3:::bucket/key".';
  return undefined;
}
