import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { UnsupportedTemplate } from './intrinsics.ts';

/** One method of the REST API, integrated by Lambda proxy. */
export interface Route {
  /** `ANY` matches every method. */
  method: string;
  /** API Gateway's own spelling: `/requests/{id}`, `/files/{path+}`. */
  resource: string;
  functionArn: string;
  authorization: 'NONE' | 'AWS_IAM';
}

/** How API Gateway words an answer of its own. */
export interface GatewayResponse {
  statusCode?: number | undefined;
  headers: Record<string, string>;
  /** Body template for JSON, with `$context` variables. */
  body?: string | undefined;
}

export interface RestApi {
  stage: string;
  routes: Route[];
  /** By response type, such as `MISSING_AUTHENTICATION_TOKEN` or `DEFAULT_5XX`. */
  gatewayResponses: ReadonlyMap<string, GatewayResponse>;
}

const parentReference = z.union([z.object({ Ref: z.string() }), z.looseObject({})]);
const resourceProperties = z.object({ ParentId: parentReference, PathPart: z.string() });
const methodProperties = z.object({
  HttpMethod: z.string(),
  ResourceId: parentReference,
  AuthorizationType: z.enum(['NONE', 'AWS_IAM']).default('NONE'),
  Integration: z.object({ Type: z.string(), Uri: z.unknown() }),
});
const gatewayResponseProperties = z.object({
  ResponseType: z.string(),
  StatusCode: z.coerce.number().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});

export function readRestApi(assembly: Assembly): RestApi {
  const [stage] = assembly.ofType('AWS::ApiGateway::Stage');
  return {
    stage: stage
      ? assembly.read(z.object({ StageName: z.string().default('prod') }), stage).StageName
      : 'prod',
    routes: readRoutes(assembly),
    gatewayResponses: new Map(
      assembly.ofType('AWS::ApiGateway::GatewayResponse').map((resource) => {
        const read = assembly.read(gatewayResponseProperties, resource);
        return [read.ResponseType, gatewayResponse(read)];
      }),
    ),
  };
}

/** Parents are compared by their `Ref`, which resolving would lose. */
function readRoutes(assembly: Assembly): Route[] {
  const parts = new Map(
    assembly.ofType('AWS::ApiGateway::Resource').map(({ logicalId, properties }) => {
      return [logicalId, resourceProperties.parse(properties)];
    }),
  );
  const pathOf = (id: z.output<typeof parentReference>): string => {
    const part = 'Ref' in id && typeof id.Ref === 'string' ? parts.get(id.Ref) : undefined;
    return part === undefined ? '' : `${pathOf(part.ParentId)}/${part.PathPart}`;
  };
  return assembly.ofType('AWS::ApiGateway::Method').flatMap(({ logicalId, properties }) => {
    const { HttpMethod, ResourceId, AuthorizationType, Integration } = methodProperties.parse(properties);
    if (Integration.Type === 'MOCK') return [];
    return [
      {
        method: HttpMethod,
        resource: pathOf(ResourceId) || '/',
        functionArn: functionIn(assembly.resolve(z.string(), Integration.Uri, logicalId)),
        authorization: AuthorizationType,
      },
    ];
  });
}

/** `arn:…:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations` */
function functionIn(uri: string): string {
  const [, arn] = /\/functions\/(.+)\/invocations$/.exec(uri) ?? [];
  if (arn === undefined) throw new UnsupportedTemplate(`Not a Lambda integration: ${uri}`);
  return arn;
}

function gatewayResponse(read: z.output<typeof gatewayResponseProperties>): GatewayResponse {
  const prefix = 'gatewayresponse.header.';
  const headers = Object.entries(read.ResponseParameters)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value.replace(/^'(.*)'$/, '$1')]);
  return {
    statusCode: read.StatusCode,
    headers: Object.fromEntries(headers),
    body: read.ResponseTemplates['application/json'] ?? Object.values(read.ResponseTemplates)[0],
  };
}
