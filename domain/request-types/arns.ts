/** Region prefixes of the partitions other than `aws` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
const partitionByRegionPrefix: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eusc-', 'aws-eusc'],
];

/** The partition a region belongs to; the commercial one unless the region's name says otherwise. */
export function partitionOf(region: string): string {
  return partitionByRegionPrefix.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** Where an ARN is to be: every part that the deployment decides. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** At synthesis, when the region may not be known yet: what stands for the stack's own. */
  readonly partition?: string;
}

/** `arn:aws:iam::111122223333:role/requested/name`; IAM is global, so the region only decides the partition. */
export function iamArn(place: Place, kind: 'role' | 'policy', path: string, name: string): string {
  return `arn:${partitionAt(place)}:iam::${place.account}:${kind}${path}${name}`;
}

/** `arn:aws:ram:us-east-1:111122223333:permission/name` */
export function regionalArn(place: Place, service: 'ram' | 'rolesanywhere', resource: string): string {
  return `arn:${partitionAt(place)}:${service}:${place.region}:${place.account}:${resource}`;
}

function partitionAt({ region, partition = partitionOf(region) }: Place): string {
  return partition;
}
