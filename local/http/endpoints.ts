import * as z from 'zod';
import type { Doubles } from '../doubles/doubles.ts';
import type { Faults } from '../doubles/faults.ts';
import type { Meter } from '../doubles/meter.ts';
import { ModelledError } from '../doubles/modelled-error.ts';
import { act } from '../doubles/slack/act.ts';
import type { Block } from '../doubles/slack/blocks/blocks.ts';
import { people } from '../doubles/slack/people.ts';
import type { Events } from '../events.ts';
import type { Logs } from '../functions/logs.ts';
import type { InvocationResult } from '../functions/messages.ts';
import { type Archive, type ClosedDigest, DigestFailed } from '../stack/archive.ts';
import type { Deployment } from '../stack/deployment.ts';
import { DeliveryFailed } from '../triggers/event-source.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { json, Problem } from './answer.ts';
import type { Endpoints } from './control.ts';
import { tamper } from './tamper.ts';

export interface EndpointsOptions {
  doubles: Doubles;
  workflow: Workflow;
  faults: Faults;
  meter: Meter;
  logs: Logs;
  events: Events;
  signingSecret: string;
  clock: () => Date;
  responseUrl: (clickId: string) => string;
  /** Where this stack is served. */
  url: string;
  /** Invokes the function that the template runs on a schedule. */
  reconcile: (event: unknown) => Promise<InvocationResult>;
  /** Invokes the function that compares the account with the approvals. */
  detectDrift: () => Promise<InvocationResult>;
  archive: Archive;
  deployment: Deployment;
}

/** Every endpoint under `/_local`. */
export function endpointsOf(options: EndpointsOptions): Endpoints {
  const { doubles, faults, meter, logs, events } = options;
  return {
    'GET /_local/slack/messages': ({ query }) => json(messagesOf(doubles.slack, query.get('requestId'))),
    'POST /_local/slack/actions': async ({ body }) => json(await act(await body(), interactivity(options))),
    'GET /_local/people': () => json(people.map(({ id, email, name }) => ({ id, email, name }))),
    'GET /_local/aws/resources': () => json(doubles.resources()),
    'POST /_local/aws/tamper': async ({ body }) => json(await tamper(doubles.aws, await body())),
    'POST /_local/parameters': async ({ body }) => json(setParameter(doubles.aws.ssm, await body())),
    'GET /_local/bus': () => json(doubles.aws.events.events()),
    'GET /_local/faults': () => json(faults.list()),
    'POST /_local/faults': async ({ body }) => json(faults.add(await body()), 201),
    'DELETE /_local/faults': () => {
      faults.clear();
      return { status: 204, headers: {}, body: '' };
    },
    'POST /_local/reconcile': async () => answerOf(await options.reconcile({ scope: 'open' })),
    'GET /_local/access': () => json(doubles.access()),
    'POST /_local/drift': async () => answerOf(await options.detectDrift()),
    'POST /_local/digest': async () => json(await closedDigest(options.archive)),
    'GET /_local/deployment': () => json(options.deployment),
    'GET /_local/meter': () => json(meter.report()),
    'GET /_local/logs': () => json(logs.latest()),
    'GET /_local/events': ({ response }) => {
      events.listen(response);
      return undefined;
    },
    'GET /_local/workflow': () => json({ definition: options.workflow.stateMachines[0]?.definition }),
    'GET /_local/workflow/executions/*': ({ rest }) =>
      json({ executions: executionsOf(options.workflow, rest) }),
  };
}

/** Every message, or only the cards of a request. */
function messagesOf(slack: Doubles['slack'], id: string | null) {
  const messages = slack.messages().map(withRequestId);
  return id === null ? messages : messages.filter(({ requestId }) => requestId === id);
}

/** A message with the request that it is about, which its buttons name: Slack's people look for the name, scripts for the id. */
function withRequestId<Message extends { blocks: readonly Block[] }>(
  message: Message,
): Message & { requestId?: string } {
  const values = message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) => (element.type === 'button' ? (element.value ?? []) : []))
      : [],
  );
  const [requestId] = values.flatMap((value) => /"requestId":"([\w-]+)"/.exec(value)?.[1] ?? []);
  return requestId === undefined ? message : { ...message, requestId };
}

const parameterInput = z.strictObject({ name: z.string(), value: z.string() });

/** What an operator does with `aws ssm put-parameter --overwrite`. */
function setParameter(parameters: Doubles['aws']['ssm'], body: unknown): object {
  const input = parameterInput.safeParse(body);
  if (!input.success) throw new Problem(422, z.prettifyError(input.error));
  const { name: Name, value: Value } = input.data;
  try {
    return parameters.call('PutParameter', { Name, Value, Overwrite: true });
  } catch (error) {
    throw error instanceof ModelledError ? new Problem(422, error.message) : error;
  }
}

/** Interactions go the way that Slack's go: over HTTP, signed, to the app's interactivity URL. */
function interactivity({ doubles, signingSecret, clock, responseUrl, url }: EndpointsOptions) {
  const deliver = async (rawBody: string, headers: Record<string, string>) => {
    const answer = await fetch(`${url}/slack/interactions`, { method: 'POST', headers, body: rawBody });
    return { status: answer.status, body: await answer.text() };
  };
  return { slack: doubles.slack, signingSecret, clock, responseUrl, deliver };
}

function executionsOf(workflow: Workflow, requestId: string): object[] {
  return workflow.executionsOf(requestId).map(({ execution, visited, progress }) => ({
    name: execution.name,
    status: execution.status,
    ...(progress && { currentState: progress.state }),
    visited,
  }));
}

async function closedDigest(archive: Archive): Promise<ClosedDigest> {
  try {
    return await archive.closeDigest();
  } catch (error) {
    if (!(error instanceof DeliveryFailed || error instanceof DigestFailed)) throw error;
    throw new Problem(502, error.message);
  }
}

function answerOf(result: InvocationResult) {
  if (result.ok) return json(JSON.parse(result.payload));
  const { errorType, errorMessage } = result.error;
  throw new Problem(502, `The function failed: ${errorType}: ${errorMessage}`);
}
