import { type Finding, type Severity, severities } from '../../finding.ts';
import type { Change } from './changes.ts';

/** Something that whoever holds a role can do. */
export interface Power {
  severity: Severity;
  /** Completes "they can". */
  words: string;
  /** `more`: it leads to more permissions than were granted; `change`: it changes something, grave or not. */
  kind: 'more' | 'grave' | 'change';
}

const wordsOf: Readonly<Record<string, readonly [words: string, kind: Power['kind']]>> = {
  FULL_ADMIN: ['do everything in the account', 'more'],
  ACTION_STAR: ['take every action', 'more'],
  NOTACTION_ALLOW: ['take nearly every action', 'more'],
  PASSROLE_STAR: ['hand every role of the account to a service (iam:PassRole)', 'more'],
  PASSROLE: ['hand a role to a service (iam:PassRole)', 'more'],
  PERMISSIONS: ['change who may do what', 'more'],
  OWN_RESOURCES: ["reach Countersign's own resources", 'more'],
  CREDENTIALS: ['obtain passwords, keys or tokens', 'more'],
  DATA: ['read stored data', 'grave'],
  SECURITY_OFF: ['switch off or blind security controls', 'grave'],
  EXPOSURE: ['open resources to others', 'grave'],
  DESTRUCTION: ['destroy what holds data or serves others', 'grave'],
};

/** What a role may do, worst first, from the findings about it and from all that it may change. */
export function powersIn(permissions: readonly Finding[], changes: readonly Change[]): Power[] {
  const powers = permissions.flatMap((finding) => powerOf(finding) ?? []);
  const change = changes.find(({ everywhere }) => everywhere) ?? changes[0];
  if (change !== undefined) {
    const words = `change things (${change.action.slice(0, 80)})`;
    powers.push({ severity: change.everywhere ? 'medium' : 'low', words, kind: 'change' });
  }
  return powers.sort((one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity));
}

function powerOf({ code, severity }: Finding): Power | undefined {
  if (code.startsWith('ESC:')) return { severity, words: 'get more permissions', kind: 'more' };
  const service = /^SERVICE_WILDCARD:(.*)$/.exec(code)?.[1];
  if (service !== undefined) {
    const words = service === '*' ? 'do everything in many services' : `do everything in ${service}`;
    return { severity, words, kind: 'grave' };
  }
  const [words, kind] = wordsOf[code] ?? [];
  return words === undefined || kind === undefined ? undefined : { severity, words, kind };
}
