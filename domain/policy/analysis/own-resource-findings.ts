import type { Finding } from '../../finding.ts';
import { type Glob, globOf, overlap } from './glob.ts';
import type { Allowance, Grants } from './grants.ts';
import { isEverything } from './statement.ts';

/** Services where reading one item is reading what must stay private. */
const privateReads = ['dynamodb', 'secretsmanager', 's3', 'logs', 'states', 'lambda', 'ssm', 'kms'];

/** What every function may write about itself; it changes nothing of Countersign's. */
const ownLogging = ['logs:createloggroup', 'logs:createlogstream', 'logs:putlogevents'];

/** ARNs are at most this long (IAM's `arnType`), so that no longer pattern names one. */
const longestArn = 2_048;

/**
 * A `high` finding where a statement reaches one of Countersign's own resources, by name or wildcard, with more
 * than listing and describing. `own` are ARN patterns that name their service.
 */
export function ownResourceFindings(grants: Grants, own: readonly string[]): Finding[] {
  const targets = own.map((arn) => ({
    service: arn.split(':', 3)[2] ?? '',
    glob: globOf(arn.toLowerCase()),
  }));
  for (const allowance of grants.allowances) {
    const acting = targets.filter(({ service }) => actsOn(allowance, service, grants));
    const pointer =
      acting.length === 0
        ? undefined
        : reachedBy(
            allowance,
            acting.map(({ glob }) => glob),
          );
    if (pointer === undefined) continue;
    const message = "It reaches Countersign's own resources, which decide and record who gets access.";
    return [{ code: 'OWN_RESOURCES', severity: 'high', pointer, message }];
  }
  return [];
}

function actsOn({ statement }: Allowance, service: string, grants: Grants): boolean {
  const { actions } = statement;
  if (actions === undefined || grants.denies(service)) return false;
  if (actions.excludes)
    return !actions.entries.some(({ text }) => isWholeService(text.toLowerCase(), service));
  return actions.entries.some(({ text }) => isHarmful(text.toLowerCase(), service));
}

function isWholeService(pattern: string, service: string): boolean {
  return isEverything(pattern) || pattern === `${service}:*`;
}

function isHarmful(action: string, service: string): boolean {
  const [vendor = '', name = ''] = action.split(':');
  const same = vendor === service || isEverything(vendor) || (vendor === 'sts' && service === 'iam');
  if (!same || ownLogging.includes(action)) return false;
  if (/^(describe|list)/.test(name)) return false;
  return !name.startsWith('get') || privateReads.includes(service);
}

/** Where the statement's resources meet one of the patterns; a variable may become anything. */
function reachedBy({ statement, scope }: Allowance, own: readonly Glob[]): string | undefined {
  const { resources } = statement;
  if (resources === undefined || resources.excludes)
    return scope.isEverything ? (resources?.pointer ?? statement.pointer) : undefined;
  return resources.entries.find(({ text }) => {
    if (isEverything(text)) return true;
    const glob = globOf(text.toLowerCase().replace(/\$\{[^${}]*\}/g, '*'));
    return glob.shortest <= longestArn && own.some((target) => overlap(glob, target));
  })?.pointer;
}
