import { partitionOf } from './partitions.ts';

/** Where an ARN is to be: every part that the deployment decides. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** At synthesis, when the region may not be known yet: what stands for the stack's own. */
  readonly partition?: string;
}

/** `arn:aws:iam::111122223333:role/requested/name`; IAM is global, so the region only decides the partition. */
export function iamArn(
  place: Place,
  kind: 'role' | 'policy' | 'instance-profile',
  path: string,
  name: string,
): string {
  return `arn:${partitionAt(place)}:iam::${place.account}:${kind}${path}${name}`;
}

/** `arn:aws:ram:us-east-1:111122223333:permission/name` */
export function regionalArn(place: Place, service: 'ram' | 'rolesanywhere', resource: string): string {
  return `arn:${partitionAt(place)}:${service}:${place.region}:${place.account}:${resource}`;
}

/** The partition of a place: of its region, unless it is said. */
export function partitionAt({
  region,
  partition = partitionOf(region),
}: Pick<Place, 'region' | 'partition'>): string {
  return partition;
}
