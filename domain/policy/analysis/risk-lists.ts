import type { Severity } from '../../finding.ts';
import { changingRisks } from '../data/risks-changing.ts';
import { readingRisks } from '../data/risks-reading.ts';

/** Actions that risk something by themselves, and how bad each is if granted for everything. */
export interface RiskList {
  code: RiskCode;
  outcome: string;
  severities: ReadonlyMap<string, Severity>;
}

/** What each list amounts to, for somebody who knows no action names. */
const outcomes = {
  CREDENTIALS: 'obtain passwords, keys or tokens',
  DATA: 'read stored data in bulk',
  SECURITY_OFF: 'switch off or blind audit and security controls',
  EXPOSURE: 'open resources to other accounts or to everyone',
  PERMISSIONS: 'change who may do what',
  DESTRUCTION: 'destroy what holds data or serves others',
};
export type RiskCode = keyof typeof outcomes;
const riskCodes = ['CREDENTIALS', 'DATA', 'SECURITY_OFF', 'EXPOSURE', 'PERMISSIONS', 'DESTRUCTION'] as const;

const tables: Partial<Record<RiskCode, { high: string; medium: string }>> = {
  ...readingRisks,
  ...changingRisks,
};

export const riskLists: readonly RiskList[] = riskCodes.map((code) => ({
  code,
  outcome: outcomes[code],
  severities: new Map<string, Severity>([
    ...actionsOf(tables[code]?.medium ?? '').map((action) => [action, 'medium'] as const),
    ...actionsOf(tables[code]?.high ?? '').map((action) => [action, 'high'] as const),
  ]),
}));

/** Reads a table with one line a service: `s3: GetObject GetObjectVersion`. */
function actionsOf(table: string): string[] {
  return table.split('\n').flatMap((line) => {
    const [service = '', names] = line.trim().split(': ');
    return names === undefined ? [] : names.split(' ').map((name) => `${service}:${name}`);
  });
}
