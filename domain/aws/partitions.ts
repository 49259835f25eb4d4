/** A partition of AWS: regions that share accounts, ARNs and nothing else with the others. */
interface Partition {
  readonly id: string;
  /** What the names of its regions begin with; nothing for the commercial one, which has every other region. */
  readonly regionPrefix: string;
  /** What the names of its hosts end with. */
  readonly dnsSuffix: string;
}

/** Every partition there is (botocore 1.43, `partitions.json`, 2026-11; a test compares it with the SDK's own table). */
export const partitions: readonly Partition[] = [
  { id: 'aws-cn', regionPrefix: 'cn-', dnsSuffix: 'amazonaws.com.cn' },
  { id: 'aws-us-gov', regionPrefix: 'us-gov-', dnsSuffix: 'amazonaws.com' },
  { id: 'aws-iso', regionPrefix: 'us-iso-', dnsSuffix: 'c2s.ic.gov' },
  { id: 'aws-iso-b', regionPrefix: 'us-isob-', dnsSuffix: 'sc2s.sgov.gov' },
  { id: 'aws-iso-e', regionPrefix: 'eu-isoe-', dnsSuffix: 'cloud.adc-e.uk' },
  { id: 'aws-iso-f', regionPrefix: 'us-isof-', dnsSuffix: 'csp.hci.ic.gov' },
  { id: 'aws-eusc', regionPrefix: 'eusc-', dnsSuffix: 'amazonaws.eu' },
  { id: 'aws', regionPrefix: '', dnsSuffix: 'amazonaws.com' },
];

/** The partition of an ARN, as a part of a regular expression. */
export const partitionPattern = `(?:${partitions.map(({ id }) => id).join('|')})`;

/** The partition a region belongs to; the commercial one unless the region's name says otherwise. */
export function partitionOf(region: string): string {
  return partitions.find(({ regionPrefix }) => region.startsWith(regionPrefix))?.id ?? 'aws';
}

export function isPartition(id: string): boolean {
  return partitions.some((partition) => partition.id === id);
}

/** The partition that an ARN names, if it names one that exists. */
export function partitionOfArn(arn: string): string | undefined {
  const [prefix, id = ''] = arn.split(':', 2);
  return prefix === 'arn' && isPartition(id) ? id : undefined;
}
