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
 * Reports an action that CreateRole refuses: anything but an STS action, of which wildcards may stand for some.
 */
export function checkTrustAction(action: string, pointer: string, problems: ProblemList): void {
  if (/^sts:[A-Za-z*?]+$/i.test(action)) return;
  const detail = `A trust policy names only sts: actions such as "sts:AssumeRole", not ${quoted(action)}.`;
  problems.add(pointer, 'action-not-allowed', detail);
}
