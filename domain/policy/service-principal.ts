import { isPartition, partitionOf, partitions } from '../aws/partitions.ts';
import { nearest } from '../text/nearest.ts';
import { otherServicePrincipals, servicePrincipals } from './data/service-principals.ts';

/** A service principal by its parts: `NAME.amazonaws.com`, `NAME.REGION.amazonaws.com`, with another partition's suffix. */
interface ServicePrincipal {
  name: string;
  region: string | undefined;
  suffix: string;
}

/** The longest first: `amazonaws.com.cn` before what it would be without its end. */
const suffixes = [...new Set(partitions.map(({ dnsSuffix }) => dnsSuffix))].sort(
  (a, b) => b.length - a.length,
);
const region = /\.([a-z]{2,4}(?:-[a-z]+)*-(?:central|(?:north|south)?(?:east|west)?)-\d)$/;

function partsOf(principal: string): ServicePrincipal | undefined {
  const suffix = suffixes.find((each) => principal.endsWith(`.${each}`));
  if (suffix === undefined) return undefined;
  const whole = principal.slice(0, -suffix.length - 1);
  const [end = '', named] = region.exec(whole) ?? [];
  return { name: whole.slice(0, whole.length - end.length), region: named, suffix };
}

/** The principal as it is called everywhere: without its Region, and without the suffix of another partition. */
export function globalPrincipal(principal: string): string {
  const parts = partsOf(principal);
  return parts === undefined ? principal : `${parts.name}.amazonaws.com`;
}

/**
 * Whether AWS is known to have a service of this principal, in the partition if one is given: China's suffix and
 * Regions are not of ours. Outside the commercial partition, services are called by either suffix.
 */
export function isServicePrincipal(principal: string, partition?: string): boolean {
  if (otherServicePrincipals.includes(principal)) return true;
  const parts = partsOf(principal);
  if (parts === undefined || !servicePrincipals.has(parts.name)) return false;
  if (partition === undefined || !isPartition(partition)) return true;
  const own = partitions.find(({ id }) => id === partition)?.dnsSuffix;
  return (
    (parts.suffix === 'amazonaws.com' || parts.suffix === own) &&
    (parts.region === undefined || partitionOf(parts.region) === partition)
  );
}

/** The real principal that an unknown one is most like, in the same form. */
export function nearestPrincipal(principal: string, partition?: string): string | undefined {
  const parts = partsOf(principal);
  if (parts === undefined) return nearest(principal, otherServicePrincipals);
  const name = servicePrincipals.has(parts.name) ? parts.name : nearest(parts.name, servicePrincipals);
  if (name === undefined) return undefined;
  const regional = `${name}${parts.region === undefined ? '' : `.${parts.region}`}.${parts.suffix}`;
  return isServicePrincipal(regional, partition) ? regional : `${name}.amazonaws.com`;
}
