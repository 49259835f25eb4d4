import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { DeploymentSettings } from '../../domain/configuration/deployment-settings.ts';
import type { Route } from '../../domain/routes.ts';
import { Deployment } from '../deployment.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';
import { OwnLogGroup } from '../functions/own-log-group.ts';
import { ownName } from '../shared/own-name.ts';
import { ApiCallers } from './api-callers.ts';
import { ApiDomain } from './api-domain.ts';
import { acknowledgeApi, acknowledgeMethod, acknowledgeWithoutWebAcl } from './api-findings.ts';
import { methodSettings, throttledRoutes } from './api-throttling.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { WebAcl } from './web-acl.ts';

/** A request id has one form, so that `GET /requests/{id}` does not include what lies below it. */
const idPattern = '????????-????-????-????-????????????';

/** Who called what and how it went; no bodies, no query strings. */
const accessLog = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  caller: '$context.identity.userArn',
  sourceIp: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  latency: '$context.responseLatency',
  gatewayError: '$context.error.responseType',
});

/**
 * The HTTP API. A REST API without binary media types, so that Slack's form bodies reach the function as they were
 * signed.
 */
export class Api extends Construct {
  readonly restApi: RestApi;
  readonly #settings: DeploymentSettings;
  readonly #callers: ApiCallers | undefined;
  readonly #domain: ApiDomain | undefined;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { settings } = Deployment.of(this);
    const { callers, domain } = settings;
    this.#settings = settings;
    this.#callers = callers === 'own-account' ? undefined : new ApiCallers(Stack.of(this), callers);
    this.restApi = this.#restApi();
    // Named among the stack's own outputs.
    this.restApi.node.tryRemoveChild('Endpoint');
    addGatewayResponses(this.restApi);
    this.#domain = domain && new ApiDomain(this, 'Domain', { restApi: this.restApi, domain });
    this.#protect();
    acknowledgeApi(this.restApi);
  }

  /** Adds a route for IAM principals: signed with SigV4, and as far as their own policies allow. */
  route(route: Route, handler: HandlerFunction): void {
    this.#add(route, handler, AuthorizationType.IAM);
  }

  /** Adds a route for callers without an IAM identity: the handler itself has to prove who calls. */
  openRoute(route: Route, handler: HandlerFunction): void {
    this.#add(route, handler, AuthorizationType.NONE);
  }

  /** Where a path is reached once deployed. */
  urlOf(path: string): string {
    const { domain } = this.#settings;
    return domain ? `https://${domain.name}${path}` : this.restApi.urlForPath(path);
  }

  /** A route, as policies name it: only where an id stands can there be anything, and only of an id's form. */
  arnOf(route: Route): string {
    const [method = '', path = ''] = route.split(' ');
    return this.restApi.arnForExecuteApi(method, path.replace('{id}', idPattern), this.#settings.stageName);
  }

  /** The API itself, as API Gateway's own management names it. */
  arns(): string[] {
    const api = Stack.of(this).formatArn({
      service: 'apigateway',
      account: '',
      resource: `/restapis/${this.restApi.restApiId}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    return [api, `${api}/*`, ...(this.#domain?.arns() ?? [])];
  }

  #restApi(): RestApi {
    const { stageName, throttling } = this.#settings;
    const accessLogs = new OwnLogGroup(this, 'AccessLog', { prefix: '/aws/apigateway', name: 'api' });
    return new RestApi(this, 'RestApi', {
      restApiName: ownName('api'),
      description: 'Ask for AWS access, and Slack interactions',
      endpointTypes: [EndpointType.REGIONAL],
      ...(this.#callers && { policy: this.#callers.policy }),
      /** The account's one role for writing API logs; it stays, since other APIs of the account may use it by then. */
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        ...methodSettings(throttling.default),
        methodOptions: throttledRoutes(throttling.routes),
        stageName,
        tracingEnabled: true,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.custom(accessLog),
      },
    });
  }

  #protect(): void {
    const { webAcl } = this.#settings;
    if (webAcl === 'off') {
      acknowledgeWithoutWebAcl(this.restApi);
      return;
    }
    new CfnWebACLAssociation(this, 'WebAclAssociation', {
      resourceArn: this.restApi.deploymentStage.stageArn,
      webAclArn: typeof webAcl === 'string' ? webAcl : new WebAcl(this, 'WebAcl', webAcl).arn,
    });
  }

  #add(route: Route, handler: HandlerFunction, authorizationType: AuthorizationType): void {
    const [method = '', path = ''] = route.split(' ');
    const integration = new LambdaIntegration(handler, { allowTestInvoke: false });
    const resource = this.restApi.root.resourceForPath(path);
    const kind = authorizationType === AuthorizationType.NONE ? 'open' : 'signed';
    acknowledgeMethod(resource.addMethod(method, integration, { authorizationType }), kind);
    const name = `${this.#settings.stageName}/${method}${path.replace('{id}', '*')}`;
    this.#callers?.add(name, kind);
  }
}
