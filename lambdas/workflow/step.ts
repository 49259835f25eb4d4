import { TransientFailure } from '../../domain/errors.ts';
import { AppendConflict } from '../store/audit-trail.ts';

/**
 * Turns a state's work into one whose passing troubles are TransientFailure, the one name that the workflow tries again
 * for: whatever an SDK client throws, a connection that breaks, and others who were faster twenty times over. Errors of
 * our own making, and mistakes in the code, stay what they are.
 */
export function step<Event, Context, Result>(
  work: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return async (event, context) => {
    try {
      return await work(event, context);
    } catch (error) {
      if (!(error instanceof Error) || !mayPass(error)) throw error;
      throw new TransientFailure(`${error.name}: ${error.message}`, { cause: error });
    }
  };
}

/** SDK clients put `$metadata` on every error they throw, those of the network included, once they have given up. */
function mayPass(error: Error): boolean {
  return '$metadata' in error || error instanceof AppendConflict || connectionErrors.includes(codeOf(error));
}

const connectionErrors = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'];

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
