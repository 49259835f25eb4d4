import { type Directory, mayApproveSomething } from '../domain/approval/quorum.ts';
import { requestTypeNames } from '../domain/request-types/names.ts';
import { mayRequest } from '../domain/submission.ts';
import type { Actor } from '../domain/trail/events.ts';
import type { ApiEvent } from './http/api-event.ts';
import { callerOf, json, serveRoute } from './http/route.ts';
import type { Context } from './serve.ts';
import { interactiveTimeoutMs, type SlackClient } from './slack/client.ts';
import { connectSlack } from './slack/connect.ts';
import { directoryWithoutSlack, readDirectory } from './slack/directory.ts';
import { SlackFailure } from './slack/failure.ts';

type CallerContext = Context<'get-caller', { slack: Pick<SlackClient, 'members' | 'idOf'> }>;

/** `GET /me`: who calls, who that is in Slack, what they may ask for, and whether they may approve anything. */
export async function getCaller(event: ApiEvent, context: CallerContext) {
  const caller = callerOf(event);
  const { configuration } = context;
  const directory = await directoryOf(caller, context);
  const slackUser = directory.slackIds.get(caller.id);
  return json(200, {
    principal: caller.id,
    ...(slackUser !== undefined && { slackUser }),
    mayRequest: requestTypeNames.filter((type) => mayRequest(type, caller, configuration)),
    mayApprove: mayApproveSomething(caller, configuration.approvals, directory),
  });
}

/** Who is who; without Slack's answer, what the configuration alone can tell. */
async function directoryOf(
  caller: Actor,
  { configuration, clients, log }: CallerContext,
): Promise<Directory> {
  try {
    return await readDirectory(clients.slack, configuration, configuration.approvals, [caller]);
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    log.warn('Slack does not say who is who', { slack: error.code });
    return directoryWithoutSlack(configuration, [caller], 'approve') ?? nobodyKnown;
  }
}

const nobodyKnown: Directory = { members: new Map(), slackIds: new Map(), machines: new Map() };

export const handler = serveRoute(
  'get-caller',
  (environment, metrics) => ({ slack: connectSlack(environment, metrics, interactiveTimeoutMs) }),
  getCaller,
);
