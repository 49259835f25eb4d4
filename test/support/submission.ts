import type { SubmissionContext } from '../../domain/submission.ts';
import { configurationWith } from './configuration.ts';
import { requestId } from './trails.ts';

/** What a submission is judged by in the default deployment, with some parts replaced. */
export function submissionContext(overrides: Partial<SubmissionContext> = {}): SubmissionContext {
  return { requestId, account: '111122223333', region: 'us-east-1', ...configurationWith(), ...overrides };
}
