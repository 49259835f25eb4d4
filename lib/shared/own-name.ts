import { ownNamePrefix } from '../../domain/aws/own-resources.ts';

/** `countersign-audit-trail`: the name that requests may not use and the shipped boundary keeps others away from. */
export function ownName(name: string): string {
  return `${ownNamePrefix}${name}`;
}
