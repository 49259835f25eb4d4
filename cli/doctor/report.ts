import { styleText } from 'node:util';
import { timeOfDay } from '../deployment/time-of-day.ts';
import type { Finding } from './examine.ts';

/** One finding as people read it: a line, and the fix below if something is wrong. */
export function lineOf(finding: Finding): string {
  switch (finding.verdict) {
    case 'pass':
      return `${styleText('green', '✓')} ${finding.name}: ${finding.seen}`;
    case 'fail':
      return `${styleText('red', '✗')} ${finding.name}: ${finding.problem}\n    ${finding.fix}`;
    case 'advice':
      return `${styleText('yellow', '!')} ${finding.name}: ${finding.problem}\n    ${finding.fix}`;
    case 'not-due':
      return `${styleText('yellow', '-')} ${finding.name}: not due until ${timeOfDay(finding.until)}`;
    case 'not-checked':
      return `${styleText('yellow', '-')} ${finding.name}: not checked, since ${finding.because}`;
  }
}
