import { nearest } from '../../text/nearest.ts';
import { globOf, hasWildcard, matches } from '../../wildcard.ts';
import { stsActions } from '../data/sts-actions.ts';
import { type ProblemList, quoted } from './problems.ts';

/**
 * Reports an action that CreatePolicy refuses: no service prefix, more than one colon, a prefix with other
 * characters than letters, digits, `-` and `.`. Whether service and action exist, IAM does not check, and
 * it takes any text after the colon.
 */
export function checkAction(action: string, pointer: string, problems: ProblemList): void {
  if (action === '*') return;
  const [service = '', name, ...more] = action.split(':', 3);
  if (name === undefined)
    problems.add(
      pointer,
      'invalid-action',
      `${quoted(action)} lacks its service; write it like "s3:GetObject", or "*".`,
    );
  else if (more.length > 0)
    problems.add(pointer, 'invalid-action', `${quoted(action)} has more than one colon.`);
  else if (service !== '*' && !/^[A-Za-z0-9.-]+$/.test(service))
    problems.add(
      pointer,
      'invalid-action',
      `${quoted(service)} is no service prefix: letters, digits, "-" and "." only, and no wildcard.`,
    );
  else if (name === '')
    problems.add(pointer, 'invalid-action', `${quoted(action)} names no action after the colon.`);
}

/**
 * Reports an action that CreateRole refuses: anything but the STS actions that exist, of which wildcards may stand for
 * some. Case does not matter.
 */
export function checkTrustAction(action: string, pointer: string, problems: ProblemList): void {
  const [service = '', name = '', ...more] = action.split(':', 3);
  if (service.toLowerCase() !== 'sts' || name === '' || more.length > 0) {
    const detail = `A trust policy names only sts: actions such as "sts:AssumeRole", not ${quoted(action)}.`;
    problems.add(pointer, 'action-not-allowed', detail);
    return;
  }
  if (isStsAction(name.toLowerCase())) return;
  const meant = nearest(name.toLowerCase(), spellings.keys());
  const advice =
    meant === undefined ? 'Write it like "sts:AssumeRole".' : `Did you mean "sts:${spellings.get(meant)}"?`;
  const detail = `STS has no action ${quoted(action)}, and a trust policy takes no other. ${advice}`;
  problems.add(pointer, 'action-not-allowed', detail);
}

const spellings = new Map(stsActions.map((name) => [name.toLowerCase(), name]));

function isStsAction(name: string): boolean {
  if (!hasWildcard(name)) return spellings.has(name);
  const glob = globOf(name);
  return [...spellings.keys()].some((known) => matches(glob, known));
}
