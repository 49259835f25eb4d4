import type { PolicyKind } from '../kind.ts';
import type { ProblemList } from './problems.ts';

/** IAM's `policyDocumentType` (API model): the longest text it takes at all, white space included. */
export const longestText = 131_072;

/**
 * Characters without the white space between tokens. Whether AWS counts blanks inside strings is not known,
 * so they count. Trust: quota `ACLSizePerRole` at its default (L-C07B4B0D). Managed: quota `PolicySize`, hard.
 * Session: what STS takes when the profile is used. RAM publishes no limit.
 */
const limits = { trust: 2_048, managed: 6_144, session: 2_048, ram: longestText } satisfies Record<
  PolicyKind,
  number
>;

/** Reports a minified document that exceeds what AWS accepts for its kind. */
export function checkSize(kind: PolicyKind, text: string, pointer: string, problems: ProblemList): void {
  const excess = text.length - limits[kind];
  if (excess <= 0) return;
  const detail = `The policy has ${text.length} characters without formatting; AWS accepts ${limits[kind]}. Shorten it by ${excess}.`;
  problems.add(pointer, 'policy-too-large', detail);
}

/** True if no correction could bring the document to size: problems inside it are not worth anybody's time. */
export function isHopelesslyLong(kind: PolicyKind, text: string): boolean {
  return text.length > 5 * limits[kind];
}
