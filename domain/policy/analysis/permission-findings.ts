import type { Finding } from '../../finding.ts';
import type { AnalysisContext } from './context.ts';
import { escalationFindings } from './escalation-findings.ts';
import type { Grants } from './grants.ts';
import { listFindings } from './list-findings.ts';
import { ownResourceFindings } from './own-resource-findings.ts';
import { passRoleFindings } from './pass-role-findings.ts';
import { wildcardFindings } from './wildcard-findings.ts';

/** Findings about what is allowed. */
export function permissionFindings(
  grants: Grants,
  { ownResources = [] }: Pick<AnalysisContext, 'ownResources'>,
): Finding[] {
  return [
    ...wildcardFindings(grants),
    ...passRoleFindings(grants),
    ...escalationFindings(grants),
    ...listFindings(grants),
    ...ownResourceFindings(grants, ownResources),
  ];
}
