import type { ProblemCode } from './problem-kinds.ts';

/** One route: what API Gateway, the functions' construct and the OpenAPI document each make their own of. */
interface RouteDeclaration {
  route: `${'GET' | 'POST'} /${string}`;
  /** The function behind it, which is the name of its file too. */
  function: string;
  /** What a generated client calls it. */
  operation: string;
  tag: 'requests' | 'me' | 'reference' | 'slack';
  summary: string;
  /** By whom it may be called: IAM principals, who sign with SigV4, or Slack, whose signature the handler checks. */
  callers: 'iam' | 'slack';
  /** The names of its query parameters and headers, of its body's schema, and of what it answers. */
  query?: readonly QueryName[];
  headers?: readonly 'Idempotency-Key'[];
  body?: BodyName;
  answer: { status: 200 | 202; schema: AnswerName };
  /** What it may refuse, beside what every route may. */
  problems: readonly ProblemCode[];
}

export type QueryName = 'status' | 'requester' | 'limit' | 'cursor';
export type BodyName = 'submission' | 'decision';
export type AnswerName =
  | 'accepted'
  | 'preview'
  | 'caller'
  | 'request'
  | 'audit'
  | 'types'
  | 'page'
  | 'openapi'
  | 'nothing';
export type Tag = RouteDeclaration['tag'];

const ofBodies = ['not-json', 'too-large', 'not-application-json', 'invalid-fields'] as const;
const ofOneRequest = ['not-found', 'trail-damaged'] as const;

/** Every route of the HTTP API, in the order in which the documentation has them. */
const declared = [
  {
    route: 'POST /requests',
    function: 'submit-request',
    operation: 'submitRequest',
    tag: 'requests',
    summary: 'Ask for something',
    callers: 'iam',
    headers: ['Idempotency-Key'],
    body: 'submission',
    answer: { status: 202, schema: 'accepted' },
    problems: [...ofBodies, 'idempotency-key-reused', 'trail-damaged'],
  },
  {
    route: 'POST /requests/preview',
    function: 'preview-request',
    operation: 'previewRequest',
    tag: 'requests',
    summary: 'See what a request would be, without asking anybody',
    callers: 'iam',
    body: 'submission',
    answer: { status: 200, schema: 'preview' },
    problems: [...ofBodies, 'account-unavailable'],
  },
  {
    route: 'GET /requests',
    function: 'list-requests',
    operation: 'listRequests',
    tag: 'requests',
    summary: 'List requests, newest first',
    callers: 'iam',
    query: ['status', 'requester', 'limit', 'cursor'],
    answer: { status: 200, schema: 'page' },
    problems: ['invalid-fields'],
  },
  {
    route: 'GET /requests/{id}',
    function: 'get-request',
    operation: 'getRequest',
    tag: 'requests',
    summary: 'Read a request',
    callers: 'iam',
    answer: { status: 200, schema: 'request' },
    problems: ofOneRequest,
  },
  {
    route: 'GET /requests/{id}/audit',
    function: 'get-audit-trail',
    operation: 'getAuditTrail',
    tag: 'requests',
    summary: 'Read the audit trail of a request',
    callers: 'iam',
    answer: { status: 200, schema: 'audit' },
    problems: ['not-found'],
  },
  {
    route: 'POST /requests/{id}/cancel',
    function: 'cancel-request',
    operation: 'cancelRequest',
    tag: 'requests',
    summary: 'Cancel a request of your own that is not decided yet',
    callers: 'iam',
    answer: { status: 200, schema: 'request' },
    problems: [...ofOneRequest, 'already-decided', 'conflict'],
  },
  {
    route: 'POST /requests/{id}/decisions',
    function: 'decide-request',
    operation: 'decideRequest',
    tag: 'requests',
    summary: 'Approve or deny a request without Slack, as an IAM principal that a rule lists',
    callers: 'iam',
    body: 'decision',
    answer: { status: 200, schema: 'request' },
    problems: [
      ...ofBodies,
      ...ofOneRequest,
      ...(['not-an-approver', 'unknown-person', 'own-request'] as const),
      ...(['already-approved', 'already-decided', 'expired', 'not-pending', 'wrong-digest'] as const),
      ...(['conflict', 'slack-unavailable'] as const),
    ],
  },
  {
    route: 'POST /requests/{id}/retry',
    function: 'retry-request',
    operation: 'retryRequest',
    tag: 'requests',
    summary: 'Have a failed creation tried again, on the approvals it has',
    callers: 'iam',
    answer: { status: 200, schema: 'request' },
    problems: [...ofOneRequest, 'not-retryable', 'conflict'],
  },
  {
    route: 'GET /me',
    function: 'get-caller',
    operation: 'getCaller',
    tag: 'me',
    summary: 'See who you are here, and what you may do',
    callers: 'iam',
    answer: { status: 200, schema: 'caller' },
    problems: [],
  },
  {
    route: 'GET /me/requests',
    function: 'list-own-requests',
    operation: 'listOwnRequests',
    tag: 'me',
    summary: 'List your own requests, newest first',
    callers: 'iam',
    query: ['status', 'limit', 'cursor'],
    answer: { status: 200, schema: 'page' },
    problems: ['invalid-fields'],
  },
  {
    route: 'GET /request-types',
    function: 'list-request-types',
    operation: 'listRequestTypes',
    tag: 'reference',
    summary: 'List what can be asked for, with schemas and examples',
    callers: 'iam',
    answer: { status: 200, schema: 'types' },
    problems: [],
  },
  {
    route: 'GET /openapi.json',
    function: 'get-openapi',
    operation: 'getOpenApi',
    tag: 'reference',
    summary: 'Read this description',
    callers: 'iam',
    answer: { status: 200, schema: 'openapi' },
    problems: [],
  },
  {
    route: 'POST /slack/interactions',
    function: 'slack-interaction',
    operation: 'receiveSlackInteraction',
    tag: 'slack',
    summary: 'Take what Slack sends, signed by Slack',
    callers: 'slack',
    answer: { status: 200, schema: 'nothing' },
    problems: ['bad-payload', 'unsigned', 'wrong-workspace', 'too-large'],
  },
] as const satisfies readonly RouteDeclaration[];

type Declared = (typeof declared)[number];
export type Route = Declared['route'];

export const routes: readonly (RouteDeclaration & { route: Route })[] = declared;
export const routeNames = declared.map(({ route }) => route);

/** The functions behind the routes for IAM principals. */
export type SignedFunction = Extract<Declared, { callers: 'iam' }>['function'];

/** The routes for IAM principals: signed with SigV4, and as far as their own policies allow. */
export const signedRoutes = declared.filter((each) => each.callers === 'iam');

/** What every route may refuse: API Gateway's own answers, and what may happen to any function. */
export const ofEveryRoute = ['bad-request', 'blocked', 'throttled', 'internal', 'busy', 'late'] as const;
/** What every route for IAM principals may refuse besides; API Gateway calls an unsigned request `no-such-route`. */
export const ofSignedRoutes = [
  ...(['unauthorized', 'access-denied', 'expired-credentials', 'invalid-signature'] as const),
  ...(['not-yours', 'no-such-route'] as const),
] as const;
