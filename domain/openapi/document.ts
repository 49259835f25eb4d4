import { decisionSchema } from '../approval/decision-body.ts';
import { requestTypeNames } from '../request-types/names.ts';
import { submissions } from '../request-types/registry.ts';
import { bodySchemaOf } from '../submission.ts';
import { statuses } from '../trail/request.ts';
import { answers, problems } from './answers.ts';
import { answerSchemas, jsonSchema } from './schemas.ts';

/** The whole API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), from the schemas the handlers parse with. */
export function openApi() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Countersign',
      version: '1',
      description: 'Ask for AWS access; people countersign it in Slack.',
    },
    components: {
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      schemas: Object.fromEntries(
        Object.entries(answerSchemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
    },
    security: [{ sigv4: [] }],
    paths: paths(),
  };
}

function paths() {
  const requestId = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
  return {
    '/requests': {
      post: {
        summary: 'Ask for something',
        parameters: [idempotencyKey],
        requestBody: submission(),
        responses: answers(202, 'accepted', 400, 413, 415, 422),
      },
      get: {
        summary: 'List requests, newest first',
        parameters: listParameters(),
        responses: answers(200, 'page', 422),
      },
    },
    '/requests/{id}': {
      get: { summary: 'One request', parameters: [requestId], responses: answers(200, 'request', 404) },
    },
    '/requests/{id}/audit': {
      get: { summary: 'Its audit trail', parameters: [requestId], responses: answers(200, 'audit', 404) },
    },
    '/requests/{id}/cancel': {
      post: {
        summary: 'Take it back',
        parameters: [requestId],
        responses: answers(200, 'request', 403, 404, 409),
      },
    },
    '/requests/{id}/decisions': {
      post: {
        summary: 'Decide without Slack, as an IAM principal that a rule lists',
        parameters: [requestId],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: jsonSchema(decisionSchema) } },
        },
        responses: answers(200, 'request', 400, 404, 409, 413, 415, 422, 503),
      },
    },
    '/requests/{id}/retry': {
      post: {
        summary: 'Let a failed creation be tried again, on the approvals it has',
        parameters: [requestId],
        responses: answers(200, 'request', 404, 409),
      },
    },
    '/request-types': { get: { summary: 'What can be asked for', responses: answers(200, 'types') } },
    '/openapi.json': {
      get: { summary: 'This description', responses: { 200: { description: 'OpenAPI 3.1' } } },
    },
    '/slack/interactions': {
      post: {
        summary: 'What Slack sends, signed',
        security: [],
        responses: { 200: { description: 'Acknowledged' }, ...problems(400, 401, 413) },
      },
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and body give the same request, however often it is sent.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function submission() {
  const bodies = requestTypeNames.map((type) => ({
    title: submissions[type].title,
    ...jsonSchema(bodySchemaOf(type)),
  }));
  const examples = Object.fromEntries(
    requestTypeNames.map((type) => [type, { value: { type, ...submissions[type].example } }]),
  );
  return { required: true, content: { 'application/json': { schema: { oneOf: bodies }, examples } } };
}

function listParameters() {
  const query = (name: string, schema: object) => ({ name, in: 'query', required: false, schema });
  return [
    query('status', { enum: statuses }),
    {
      ...query('requester', { type: 'string' }),
      description: 'An ARN, or the name of a session or user, such as `alice@example.com`.',
    },
    query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 25 }),
    query('cursor', { type: 'string' }),
  ];
}
