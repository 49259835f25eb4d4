import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { synthesized } from '../synthesized.ts';

const { template } = await synthesized();

const methodSchema = z.object({
  HttpMethod: z.string(),
  ResourceId: z.string(),
  AuthorizationType: z.string(),
  Integration: z.object({ Type: z.string(), Uri: z.string() }),
});
const resourceSchema = z.object({ PathPart: z.string(), ParentId: z.string() });
const resources = template.byLogicalId('AWS::ApiGateway::Resource');

/** `/requests/{id}` for what a method's ResourceId refers to. */
function pathOf(reference: string): string {
  const resource = resources[reference.slice(1, -1)];
  if (!resource) return '';
  const { PathPart, ParentId } = resourceSchema.parse(resource.Properties);
  return `${pathOf(ParentId)}/${PathPart}`;
}

const routes = template.all('AWS::ApiGateway::Method').map(({ Properties }) => {
  const { HttpMethod, ResourceId, AuthorizationType, Integration } = methodSchema.parse(Properties);
  const handler = Integration.Uri.replace(/.*<countersign-(.*)>.*/, '$1');
  return [`${HttpMethod} ${pathOf(ResourceId)}`, `${Integration.Type} ${AuthorizationType} ${handler}`];
});

describe('the API', () => {
  test('asks for a signature on every route but the one that Slack signs itself', () => {
    expect(Object.fromEntries(routes)).toEqual({
      'POST /requests': 'AWS_PROXY AWS_IAM submit-request',
      'POST /requests/preview': 'AWS_PROXY AWS_IAM preview-request',
      'GET /requests': 'AWS_PROXY AWS_IAM list-requests',
      'GET /requests/{id}': 'AWS_PROXY AWS_IAM get-request',
      'GET /requests/{id}/audit': 'AWS_PROXY AWS_IAM get-audit-trail',
      'POST /requests/{id}/cancel': 'AWS_PROXY AWS_IAM cancel-request',
      'POST /requests/{id}/decisions': 'AWS_PROXY AWS_IAM decide-request',
      'POST /requests/{id}/retry': 'AWS_PROXY AWS_IAM retry-request',
      'GET /me': 'AWS_PROXY AWS_IAM get-caller',
      'GET /me/requests': 'AWS_PROXY AWS_IAM list-own-requests',
      'GET /request-types': 'AWS_PROXY AWS_IAM list-request-types',
      'GET /openapi.json': 'AWS_PROXY AWS_IAM get-openapi',
      'POST /slack/interactions': 'AWS_PROXY NONE slack-interaction',
    });
  });

  test('passes bodies through as they are', () => {
    const { Properties } = template.one('AWS::ApiGateway::RestApi');
    expect(Properties).not.toHaveProperty('BinaryMediaTypes');
  });

  test('is throttled and traced, and logs neither bodies nor query strings', () => {
    const { AccessLogSetting, ...stage } = template.one('AWS::ApiGateway::Stage').Properties;
    expect(stage).toMatchObject({
      TracingEnabled: true,
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          DataTraceEnabled: false,
          ThrottlingRateLimit: 100,
          ThrottlingBurstLimit: 200,
        },
        {
          HttpMethod: 'POST',
          ResourcePath: '/~1requests~1preview',
          DataTraceEnabled: false,
          ThrottlingRateLimit: 2,
          ThrottlingBurstLimit: 4,
        },
      ],
    });
    const preview = template
      .all('AWS::Lambda::Function')
      .filter(({ Properties }) => String(Properties.FunctionName).endsWith('-preview-request'));
    expect(preview).toMatchObject([{ Properties: { ReservedConcurrentExecutions: 2 } }]);
    const { Format } = z.object({ Format: z.string() }).parse(AccessLogSetting);
    expect(Object.keys(JSON.parse(Format))).toContain('caller');
    expect(Format).not.toMatch(/body|querystring|input/i);
  });

  test('lets API Gateway invoke each function for its own route only', () => {
    const permissions = template
      .all('AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com')
      .map(({ Properties }) => String(Properties.SourceArn).replace(/.*>\//, '/'));
    const expected = routes.map(([route = '']) => `/${route.replace(' ', '').replace('{id}', '*')}`);
    expect(permissions.sort()).toEqual(expected.sort());
  });
});

describe('what API Gateway answers by itself', () => {
  const answers = template.all('AWS::ApiGateway::GatewayResponse').map(({ Properties }) =>
    z
      .object({
        ResponseType: z.string(),
        StatusCode: z.string(),
        ResponseParameters: z.record(z.string(), z.string()),
        ResponseTemplates: z.object({ 'application/json': z.string() }),
      })
      .parse(Properties),
  );

  test('is application/problem+json with the status in the body', () => {
    for (const { ResponseType, StatusCode, ResponseParameters, ResponseTemplates } of answers) {
      expect(ResponseParameters).toEqual({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        ...(['429', '503'].includes(StatusCode) && { 'gatewayresponse.header.Retry-After': "'1'" }),
      });
      expect([ResponseType, ResponseTemplates['application/json'].at(-1)]).toEqual([ResponseType, '\n']);
      expect(JSON.parse(ResponseTemplates['application/json'])).toEqual({
        type: expect.stringMatching(/^urn:countersign:problem:[a-z-]+$/),
        title: expect.any(String),
        status: Number(StatusCode),
        detail: expect.any(String),
        instance: 'urn:uuid:$context.requestId',
      });
    }
  });

  test('has the status that callers expect', () => {
    expect(Object.fromEntries(answers.map((each) => [each.ResponseType, each.StatusCode]))).toMatchObject({
      ACCESS_DENIED: '403',
      INVALID_SIGNATURE: '403',
      MISSING_AUTHENTICATION_TOKEN: '404',
      RESOURCE_NOT_FOUND: '404',
      REQUEST_TOO_LARGE: '413',
      UNSUPPORTED_MEDIA_TYPE: '415',
      THROTTLED: '429',
      DEFAULT_4XX: '400',
      DEFAULT_5XX: '500',
      INTEGRATION_FAILURE: '503',
      INTEGRATION_TIMEOUT: '504',
    });
  });
});
