import { hasWildcard } from '../../wildcard.ts';
import { isPublicIssuer, labels, type SubjectForm, subjectForms, tenantLabels } from '../data/issuers.ts';
import type { Width } from './severity.ts';

/**
 * How bad it is that a pattern of subjects fits more than one: strangers (`critical`, or `high` if the issuer or another
 * claim keeps them out), all of an organisation (`high`), all of one project (`medium`). `undefined` for one subject.
 * Only names count, not the labels between them, and nothing after the first wildcard, which may stand for anything.
 */
export function subjectWidth(pattern: string, issuer: string): Width {
  if (!hasWildcard(pattern)) return undefined;
  const start = pattern.slice(0, pattern.search(/[*?]/));
  if (isBitbucket(issuer)) return /^\{[0-9a-f-]{36}\}/i.test(start) ? 'low' : 'high';
  const form = subjectForms.find((one) => one.issuer.test(issuer));
  if (form === undefined) return unlabelledWidth(start, issuer);
  const names = namesIn(start.replace(form.prefix ?? '', ''), form);
  if (names === 0) return isPublicIssuer(issuer) ? 'critical' : 'high';
  return names < form.project ? 'high' : 'medium';
}

/** The names between labels that stand complete in the start of a subject. One that is still going on is open. */
function namesIn(start: string, { separator }: SubjectForm): number {
  const segments = start.split(separator);
  const last = segments.length - 1;
  let names = 0;
  for (const [index, segment] of segments.entries()) {
    if (index % 2 === 0) continue;
    const parts = separator === '/' ? 1 : segment.split('/').length;
    names += index < last ? parts : parts - 1;
  }
  /** Inside the first name: of `project_path:group/subgroup/` nobody can tell that a project is meant. */
  return last < 2 ? Math.min(names, 1) : names;
}

/**
 * Issuers of one customer, with names between words that are known as labels: `system:serviceaccount:namespace:name`.
 * A wildcard in the first name is every workload; in the second those of one namespace, project or the like.
 */
function unlabelledWidth(start: string, issuer: string): Width {
  const cluster = /^system:serviceaccount:(.*)/.exec(start);
  if (cluster) return oneOf(cluster[1]?.includes(':') ? 1 : 0, issuer);
  /** Azure DevOps: `sc://ORG/PROJECT/CONNECTION`, an issuer for each organisation. */
  const segments = start
    .replace(/^sc:\/\//, 'org/')
    .split(/[:/|]/)
    .slice(0, -1);
  const names = segments.filter(
    (segment, index) =>
      segment !== '' &&
      !labels.has(segment) &&
      !tenantLabels.has(segment) &&
      !tenantLabels.has(segments[index - 1] ?? ''),
  );
  return oneOf(segments.length < 2 ? 0 : names.length, issuer);
}

/** A name of a shared issuer is a customer, of one's own a project. */
function oneOf(names: number, issuer: string): Width {
  if (!isPublicIssuer(issuer)) return names === 0 ? 'high' : 'medium';
  return names === 0 ? 'critical' : names === 1 ? 'high' : 'medium';
}

/** Its subjects are `{REPOSITORY}:{STEP}` or `{REPOSITORY}:{ENVIRONMENT}:{STEP}`; nobody knows a step's id before it runs. */
function isBitbucket(issuer: string): boolean {
  return issuer.startsWith('api.bitbucket.org/');
}
