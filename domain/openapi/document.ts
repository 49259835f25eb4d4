import { type Route, routes, type Tag } from '../routes.ts';
import { answerOf, problemAnswers, problemExamples } from './answers.ts';
import { bodies } from './bodies.ts';
import { headers, pathParameters, queries } from './parameters.ts';
import { answerSchemas, jsonSchema } from './schemas.ts';

const tags: Record<Tag, string> = {
  requests: 'Ask for access, follow a request, decide about it',
  me: 'The caller, and what they asked for',
  reference: 'What can be asked for, and how',
  slack: 'What Slack calls',
};

/**
 * The whole API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), from the table of routes and the schemas that the
 * handlers parse with. `server`: the address that the API was reached at.
 */
export function openApi(server: string) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Countersign',
      version: '1',
      description: 'Ask for AWS access; people countersign it in Slack.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    security: [{ sigv4: [] }],
    paths: paths(),
    components: {
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4, for the service execute-api.',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      schemas: Object.fromEntries(
        Object.entries(answerSchemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
      examples: problemExamples(),
    },
  };
}

type Operation = ReturnType<typeof operationOf>;

function paths(): Record<string, Record<string, Operation>> {
  const byPath: Record<string, Record<string, Operation>> = {};
  for (const declaration of routes) {
    const [method, path] = partsOf(declaration.route);
    byPath[path] = { ...byPath[path], [method.toLowerCase()]: operationOf(declaration) };
  }
  return byPath;
}

/** `POST` and `/requests` of `POST /requests`. */
function partsOf(route: Route): [method: string, path: string] {
  const [method = '', path = ''] = route.split(' ');
  return [method, path];
}

function operationOf(declaration: (typeof routes)[number]) {
  const { route, operation, tag, summary, callers, body, answer } = declaration;
  const parameters = [
    ...pathParameters(route),
    ...(declaration.query ?? []).map((name) => queries[name]),
    ...(declaration.headers ?? []).map((name) => headers[name]),
  ];
  return {
    operationId: operation,
    tags: [tag],
    summary,
    ...(callers === 'slack' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: bodies[body]() }),
    responses: { [answer.status]: answerOf(answer.schema), ...problemAnswers(declaration) },
  };
}
