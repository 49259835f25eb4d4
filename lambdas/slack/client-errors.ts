import { ErrorCode } from '@slack/web-api';
import * as z from 'zod';
import { SlackFailure } from './failure.ts';

/** The connection was never made, so that nothing can have happened (errors of Node's own `fetch`). */
const notConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * What an error of Slack's client comes to. They arrive as codes: https://docs.slack.dev/tools/node-slack-sdk/web-api#handle-errors
 */
export function failureOf(error: unknown): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (!(error instanceof Error) || !('code' in error)) return new SlackFailure('unknown');
  if (error.code === ErrorCode.PlatformError && 'data' in error)
    return new SlackFailure(platformCode(error.data));
  if (error.code === ErrorCode.RateLimitedError && 'retryAfter' in error) {
    return new SlackFailure('ratelimited', Number(error.retryAfter));
  }
  const connection = error.code === ErrorCode.RequestError && 'original' in error && causeOf(error.original);
  return new SlackFailure(
    connection && notConnected.includes(connection) ? 'unreachable' : String(error.code),
  );
}

const withCause = z.object({ cause: z.object({ code: z.string() }) });

/** Why a connection was not made, if that is what happened. */
function causeOf(error: unknown): string | undefined {
  return withCause.safeParse(error).data?.cause.code;
}

function platformCode(data: unknown): string {
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
