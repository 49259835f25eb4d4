import type { Finding } from '../../finding.ts';
import { pointerTo } from '../../problem.ts';
import { isJsonObject } from '../json.ts';
import { isServicePrincipal, nearestPrincipal } from '../service-principal.ts';
import type { AnalysisContext } from './context.ts';
import { placed, type Statement } from './statement.ts';

/** So many are shown, as of other unknown names. */
const maxShown = 25;

/**
 * A finding for each service principal that is not on our list, with the nearest one that is: CreateRole refuses one that
 * does not exist (`Invalid principal in policy`), and whoever approves should not believe that a service has the role.
 */
export function unknownPrincipalFindings(
  statements: readonly Statement[],
  { partition, permissionsBoundary }: Pick<AnalysisContext, 'partition' | 'permissionsBoundary'>,
): Finding[] {
  // As much as a known service that may be anybody's deputy; a boundary lowers that.
  const severity = permissionsBoundary ? 'low' : 'medium';
  return statements
    .flatMap(({ principal, pointer }) =>
      isJsonObject(principal) ? placed(principal.Service, pointerTo(pointer, 'Principal', 'Service')) : [],
    )
    .filter(({ text }) => !isServicePrincipal(text, partition))
    .slice(0, maxShown)
    .map(({ text, pointer }) => {
      const meant = nearestPrincipal(text, partition);
      const advice = meant === undefined ? 'AWS may refuse the role.' : `Did you mean \`${meant}\`?`;
      const message = `\`${text.slice(0, 120)}\` is no service principal that we know of. ${advice}`;
      return { code: 'UNKNOWN_PRINCIPAL', severity, pointer, message };
    });
}
