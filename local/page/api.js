/** @import { ActionAnswer, Audit, Execution, Person, Preview, ProblemBody, RequestItem, RequestType, RequestView, SlackMessage, WorkflowDefinition } from './types.d.ts' */

/** An answer of the stack that is not a success, with its problem+json as far as there is one. */
export class RequestFailed extends Error {
  /**
   * @param {number} status HTTP status; 0 when there was no answer at all
   * @param {ProblemBody} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The stack answered ${status}`);
    this.name = 'RequestFailed';
    this.status = status;
    this.problem = problem;
  }
}

const tooManyRequests = 429;

/**
 * @param {Response} response
 * @returns {Promise<RequestFailed>}
 */
async function failureOf(response) {
  /** @type {ProblemBody} */
  const problem = await response.json().catch(() => ({}));
  const wait = response.headers.get('Retry-After');
  if (response.status === tooManyRequests && !problem.detail) {
    problem.detail = `Too many requests: try again ${wait ? `in ${wait} s` : 'in a moment'}.`;
  }
  return new RequestFailed(response.status, problem);
}

/**
 * Calls the stack and parses its JSON answer.
 *
 * @param {string} path
 * @param {{ as?: string, body?: string }} [options] `as`: the caller's e-mail; `body`: JSON text, makes it a POST
 * @throws {RequestFailed}
 */
async function call(path, { as, body } = {}) {
  /** @type {Record<string, string>} */
  const headers = { accept: 'application/json' };
  if (as) headers['X-Local-Caller'] = as;
  if (body !== undefined) headers['content-type'] = 'application/json';
  /** @type {RequestInit} */
  const init = { headers, ...(body === undefined ? {} : { method: 'POST', body }) };
  const response = await fetch(path, init).catch(() => {
    throw new RequestFailed(0, { detail: 'The local stack does not answer. Is it still running?' });
  });
  if (!response.ok) throw await failureOf(response);
  return response.json();
}

/** @param {string} id */
const requestPath = (id) => `/requests/${encodeURIComponent(id)}`;

/** @returns {Promise<Person[]>} */
export const people = () => call('/_local/people');

/** @returns {Promise<SlackMessage[]>} oldest first */
export const messages = () => call('/_local/slack/messages');

/** @returns {Promise<{ definition: WorkflowDefinition }>} */
export const workflow = () => call('/_local/workflow');

/**
 * @param {string} id
 * @returns {Promise<{ executions: Execution[] }>}
 */
export const executions = (id) => call(`/_local/workflow/executions/${encodeURIComponent(id)}`);

/**
 * @param {string} id
 * @returns {Promise<RequestView>}
 */
export const request = (id) => call(requestPath(id));

/**
 * @param {string} id
 * @returns {Promise<Audit>}
 */
export const audit = (id) => call(`${requestPath(id)}/audit`);

/**
 * One page of the requests, newest first: everybody's, or those of one person alone.
 *
 * @param {{ status?: string, cursor?: string, of?: string }} filter
 * @returns {Promise<{ items: RequestItem[], nextCursor?: string }>}
 */
export function requests({ status, cursor, of }) {
  const query = new URLSearchParams();
  if (status) query.set('status', status);
  if (cursor) query.set('cursor', cursor);
  const path = `${of ? '/me' : ''}/requests${query.size > 0 ? `?${query}` : ''}`;
  return call(path, of ? { as: of } : {});
}

/** @returns {Promise<RequestType[]>} */
export async function requestTypes() {
  const answer = await call('/request-types');
  return Array.isArray(answer) ? answer : answer.types;
}

/**
 * ARNs of the roles in the local account, oldest first.
 *
 * @returns {Promise<string[]>}
 */
export async function roles() {
  const { roles: found } = await call('/_local/aws/resources');
  return found.map((/** @type {{ Arn: string }} */ role) => role.Arn);
}

/**
 * What a request would be, as this person would ask for it.
 *
 * @param {string} body JSON text, sent as it was written
 * @param {string} as
 * @returns {Promise<Preview>}
 */
export const preview = (body, as) => call('/requests/preview', { as, body });

/**
 * Submits a request as this person.
 *
 * @param {string} body JSON text, sent as it was written
 * @param {string} as
 * @returns {Promise<RequestItem>}
 */
export const submit = (body, as) => call('/requests', { as, body });

/**
 * @param {string} id
 * @param {string} as
 */
export const cancel = (id, as) => call(`${requestPath(id)}/cancel`, { as, body: '{}' });

/**
 * Clicks a button in the local Slack.
 *
 * @param {{ user: string, ts: string, action: string, reason?: string }} click
 * @returns {Promise<ActionAnswer>}
 */
export const click = (click) => call('/_local/slack/actions', { body: JSON.stringify(click) });
