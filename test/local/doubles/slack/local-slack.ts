import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { Faults } from '../../../../local/doubles/faults.ts';
import { Meter } from '../../../../local/doubles/meter.ts';
import { slackEndpoint } from '../../../../local/doubles/slack/endpoint.ts';
import { Slack } from '../../../../local/doubles/slack/slack.ts';

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** The local Slack on a port, and the unmodified client that calls it. The clock stands still until it is moved. */
export async function startSlack({ limit = true }: { limit?: boolean } = {}) {
  const now = { milliseconds: Date.parse('2026-11-22T12:00:00Z') };
  const clock = () => new Date(now.milliseconds);
  const slack = new Slack({ clock, newId: () => randomUUID(), limit });
  const faults = new Faults();
  const meter = new Meter({ clock });
  const terminated: string[] = [];
  const handle = slackEndpoint({
    slack,
    botToken: 'xoxb-local',
    faults,
    meter,
    callerOf: (path) => /^\/slack\/([^/]+)\/api\//.exec(path)?.[1],
    terminate: (caller) => terminated.push(caller),
  });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const clientFor = (token: string | undefined) =>
    new WebClient(token, {
      slackApiUrl: `${origin}/slack/request-approval/api/`,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silent,
    });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const web = clientFor('xoxb-local');
  return { slack, web, clientFor, origin, faults, meter, terminated, now, clock, stop };
}

export const channel = 'C0APPROVALS';
export const text = (words: string) => ({ type: 'plain_text' as const, text: words });
export const button = (id: string) => ({
  type: 'button' as const,
  action_id: id,
  text: text(id),
  value: '{"requestId":"r-1"}',
});
export const card = [
  { type: 'header' as const, text: text('IAM role: payments-deploy') },
  { type: 'actions' as const, block_id: 'decide', elements: ['approve', 'deny', 'view'].map(button) },
];
export const section = (words: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: words } },
];
/** What the client rejects with when Slack answers this error. */
export const refusal = (error: string) => ({ data: { ok: false, error } });
