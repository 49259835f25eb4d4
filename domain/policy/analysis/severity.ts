import { type Finding, type Severity, severities } from '../../finding.ts';

/** The severity so many levels lower, `low` at least. */
export function lowered(severity: Severity, levels: number): Severity {
  return severities[Math.max(0, severities.indexOf(severity) - levels)] ?? 'low';
}

/**
 * Most severe first; among equals what sums up before the single ways to more permissions, then by place and code,
 * so that the order of what was found does not show.
 */
export function bySeverity(one: Finding, other: Finding): number {
  return (
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    Number(one.code.startsWith('ESC:')) - Number(other.code.startsWith('ESC:')) ||
    compare(one.pointer, other.pointer) ||
    compare(one.code, other.code)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Of findings with the same code the most severe, the first one among equals. */
export function mostSevere(findings: readonly Finding[]): Finding[] {
  const byCode = new Map<string, Finding>();
  for (const finding of findings) {
    const known = byCode.get(finding.code);
    if (known === undefined || severities.indexOf(finding.severity) > severities.indexOf(known.severity))
      byCode.set(finding.code, finding);
  }
  return [...byCode.values()];
}

/**
 * How much something leaves open: nothing, what a finding about it would be as severe as, or all of an `owner` that is
 * named by number.
 */
export type Width = Severity | 'owner' | undefined;

const widths: readonly Width[] = [undefined, 'low', 'medium', 'owner', 'high', 'critical'];

/** The narrower of two: what both leave open. */
export function narrower(one: Width, other: Width): Width {
  return widths.indexOf(one) <= widths.indexOf(other) ? one : other;
}

/** The widest of all: what at least one leaves open. */
export function widest(all: readonly Width[]): Width {
  return all.reduce((one, other) => (widths.indexOf(one) >= widths.indexOf(other) ? one : other), undefined);
}
