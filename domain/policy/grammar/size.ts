import { quotaNames } from '../../aws/quotas.ts';
import type { PolicyKind } from '../kind.ts';
import type { ProblemList } from './problems.ts';

/** IAM's `policyDocumentType` (API model): the longest text it takes at all, white space included. */
export const maxText = 131_072;

/** What the inline policies of a role may have together (IAM User Guide, "IAM and STS quotas"); cannot be raised. */
export const maxInlineCharacters = 10_240;

/** The most characters a document may have. */
interface Limit {
  characters: number;
  /** What somebody can do about it but to shorten the document. */
  advice: string;
}

/**
 * Characters without the white space between tokens. Whether AWS counts blanks inside strings is not known,
 * so they count. Trust: quota `ACLSizePerRole` of the account. Managed: quota `PolicySize`, hard.
 * Inline: what all of a role may have together, which one alone can exceed. Session: what STS takes when the profile is used. RAM publishes no limit.
 */
export function limitOf(kind: PolicyKind, trustPolicyLength: number): Limit {
  const limits = {
    trust: trustPolicyLength,
    managed: 6_144,
    inline: maxInlineCharacters,
    session: 2_048,
    ram: maxText,
  };
  const advice =
    kind === 'trust'
      ? ` Or, once Service Quotas has raised ${quotaNames.trustPolicyLength} for this account, set guardrails.quotas.trustPolicyLength.`
      : '';
  return { characters: limits[kind], advice };
}

/** Reports a minified document that exceeds what AWS accepts for its kind. */
export function checkSize(
  text: string,
  { characters, advice }: Limit,
  pointer: string,
  problems: ProblemList,
): void {
  const excess = text.length - characters;
  if (excess <= 0) return;
  const detail = `The policy has ${text.length} characters without formatting; AWS accepts ${characters}. Shorten it by ${excess}.${advice}`;
  problems.add(pointer, 'policy-too-large', detail);
}

/** True if no correction could bring the document to size: problems inside it are not worth anybody's time. */
export function isHopelesslyLong(text: string, { characters }: Limit): boolean {
  return text.length > 5 * characters;
}
