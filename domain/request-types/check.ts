import type { Finding } from '../finding.ts';
import { requestIdTag } from '../plan.ts';
import type { Pin } from './pin.ts';
import type { ManagedDocument } from './request-type.ts';

/** Why AWS would refuse a plan. */
export interface Rejection {
  /** A stable name in kebab-case. */
  code: string;
  message: string;
  /** The same in words for those who may not learn whose something is; absent: as it stands. */
  discreetly?: string;
}

/** What one of several checks has to say. */
export interface Check {
  rejections?: Rejection[];
  findings?: Finding[];
  pins?: Pin[];
  documents?: ManagedDocument[];
}

/** A name that something has already, unless that is our own earlier creation. */
export function nameTaken(
  kind: string,
  arn: string | undefined,
  tags: ReadonlyMap<string, string>,
  requestId: string,
): Check {
  const owner = tags.get(requestIdTag);
  if (owner === requestId) return {};
  const maker = owner === undefined ? 'outside Countersign' : `by request ${owner}`;
  const message = `There is a ${kind} of this name already, made ${maker}: ${arn ?? 'unknown ARN'}. Choose another name.`;
  const discreetly = `There is a ${kind} of this name already. Choose another name.`;
  return { rejections: [{ code: 'name-taken', message, discreetly }] };
}
