import { styleText } from 'node:util';
import { spelledOut } from '../../../domain/text/misleading-text.ts';
import { type Leftover, quoted } from './leftover.ts';
import type { NotLookedAt } from './look.ts';

/** Which credentials and region the commands need, if not those of the environment. */
export interface Where {
  region?: string;
  profile?: string;
}

/** A finding as people read it, with the commands that remove it below. */
export function leftoverText(found: Leftover | NotLookedAt, where: Where): string {
  if ('because' in found)
    return `${styleText('yellow', '-')} ${found.kind}: not looked at: ${spelledOut(found.because)}`;
  const { kind, name, note, remove } = found;
  const headline = `${styleText('red', '✗')} ${kind} ${spelledOut(name)}${note ? `: ${note}` : ''}`;
  return [headline, ...remove.map((command) => `    ${spelledOut(inPlace(command, where))}`)].join('\n');
}

/** Every call of the line, made where was looked. */
function inPlace(command: string, { region, profile }: Where): string {
  const words = [
    ...(region === undefined ? [] : ['--region', quoted(region)]),
    ...(profile === undefined ? [] : ['--profile', quoted(profile)]),
  ];
  return command.replaceAll(/(^|do )aws /g, (call) => `${call}${words.map((word) => `${word} `).join('')}`);
}

/** The last line: how many there are, and what to do. */
export function summaryOf(left: number, blind: number): string {
  const unseen = blind > 0 ? ` ${blind} ${blind === 1 ? 'kind' : 'kinds'} could not be looked at.` : '';
  if (left === 0) return blind > 0 ? `Nothing was found, but${unseen}` : 'Nothing is left.';
  return `${left} left.${unseen} Nothing was changed. To keep them and deploy over them: docs/deploy.md, "Over what is left".`;
}
