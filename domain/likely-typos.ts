import { mayBeRegion, regions } from './aws/regions.ts';
import { statementsOf } from './policy/analysis/statement.ts';
import { unknownNameFindings } from './policy/analysis/unknown-name-findings.ts';
import { prepareCatalogue, type ServiceCatalogue } from './policy/catalogue.ts';
import { splitArn } from './policy/grammar/arn.ts';
import { pointerTo } from './problem.ts';
import { submissions } from './request-types/registry.ts';
import type { PlanContext } from './request-types/request-type.ts';
import { nearest } from './text/nearest.ts';
import type { Request } from './trail/request.ts';
import { hasWildcard } from './wildcard.ts';

/** Something that AWS takes and that is probably not what was meant. It stops nothing. */
export interface Warning {
  /** JSON pointer into the body. */
  pointer: string;
  code: string;
  message: string;
}

/** Somebody who has more has another problem. */
const maxWarnings = 25;

/**
 * Names in a request's policy document that nothing has: services, actions, Regions. Approvers see the actions among the
 * findings; here they come in time to submit again.
 */
export function likelyTypos(
  { type, plan }: Pick<Request, 'type' | 'plan'>,
  context: PlanContext,
  services: ServiceCatalogue,
): Warning[] {
  const warnings: Warning[] = [];
  submissions[type].analyse(plan, context, (kind, document, { pointer }) => {
    const statements = statementsOf(kind, document, pointer);
    for (const finding of unknownNameFindings(statements, prepareCatalogue(services))) {
      warnings.push({ pointer: finding.pointer, code: finding.code, message: finding.message });
    }
    warnings.push(...unknownRegions(document, pointer));
    return [];
  });
  return warnings.slice(0, maxWarnings);
}

/** Regions in ARNs, and in conditions on `aws:RequestedRegion`, that are much like one that exists. */
function unknownRegions(value: unknown, pointer: string, isRegion = false): Warning[] {
  if (typeof value === 'string') return warningAbout(isRegion ? value : regionIn(value), pointer);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unknownRegions(inner, pointerTo(pointer, key), isRegion || key.toLowerCase() === 'aws:requestedregion'),
  );
}

function regionIn(text: string): string {
  return text.startsWith('arn:') ? (splitArn(text)[3] ?? '') : '';
}

function warningAbout(region: string, pointer: string): Warning[] {
  if (region === '' || hasWildcard(region) || region.includes('$') || mayBeRegion(region)) return [];
  const meant = nearest(region.toLowerCase(), regions);
  if (meant === undefined) return [];
  const message = `AWS has no Region \`${region}\`: did you mean \`${meant}\`?`;
  return [{ pointer, code: 'UNKNOWN_REGION', message }];
}
