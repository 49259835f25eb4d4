import { mayBeRegion, regions } from './aws/regions.ts';
import { statementsOf } from './policy/analysis/statement.ts';
import { unknownNameFindings } from './policy/analysis/unknown-name-findings.ts';
import { prepareCatalogue, type ServiceCatalogue } from './policy/catalogue.ts';
import { splitArn } from './policy/grammar/arn.ts';
import { pointerTo } from './problem.ts';
import { submissions } from './request-types/registry.ts';
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
 * Names in a request's policy documents that nothing has: services, actions, Regions. Approvers see the actions among the
 * findings; here they come in time to submit again.
 */
export function likelyTypos(
  { type, plan }: Pick<Request, 'type' | 'plan'>,
  services: ServiceCatalogue,
): Warning[] {
  const warnings = submissions[type].documents(plan).flatMap(({ kind, document, pointer }): Warning[] => {
    const statements = statementsOf(kind, document, pointer);
    const names = unknownNameFindings(statements, prepareCatalogue(services));
    return [
      ...names.map((finding) => ({ pointer: finding.pointer, code: finding.code, message: finding.message })),
      ...unknownRegions(document, pointer),
    ];
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
