import { Aws, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Guardrails } from '../../domain/configuration/configuration.ts';
import { type SignedFunction, signedRoutes } from '../../domain/routes.ts';
import type { FunctionName, ProvidedEnvironment } from '../../lambdas/environment.ts';
import { examinationEnvironment, grantInspections } from '../creators/inspection-grants.ts';
import { Deployment } from '../deployment.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import type { SharedResources } from '../shared/shared-resources.ts';
import type { Api } from './api.ts';

export interface RequestRoutesProps extends SharedResources {
  api: Api;
  guardrails: Guardrails;
  /** ARN patterns of what is Countersign's and does not carry its name. */
  unnamed: string[];
}

/** The routes for requesters and auditors, one function each. */
export class RequestRoutes extends Construct {
  readonly #resources: SharedResources;

  constructor(scope: Construct, id: string, { api, ...props }: RequestRoutesProps) {
    super(scope, id);
    this.#resources = props;
    const functions: Record<SignedFunction, HandlerFunction> = {
      'submit-request': this.#submitRequest(),
      'preview-request': this.#previewRequest(props),
      'list-requests': this.#listRequests(),
      'get-request': this.#getRequest(),
      'get-audit-trail': this.#getAuditTrail(),
      'cancel-request': this.#cancelRequest(),
      'decide-request': this.#decideRequest(),
      'retry-request': this.#retryRequest(),
      'get-caller': this.#getCaller(),
      'list-own-requests': this.#listOwnRequests(),
      'list-request-types': this.#function('list-request-types', 'What can be asked for', {}),
      'get-openapi': this.#function('get-openapi', 'The OpenAPI document', {}),
    };
    for (const { route, function: name } of signedRoutes) api.route(route, functions[name]);
  }

  #submitRequest(): HandlerFunction {
    const { auditTrail, workIndex, executions } = this.#resources;
    const submit = this.#function('submit-request', 'Takes in a request', {
      ACCOUNT_ID: Aws.ACCOUNT_ID,
      ...auditTrail.environment,
      ...workIndex.environment,
      ...executions.environment,
    });
    auditTrail.grantAppend(submit);
    workIndex.grantOpen(submit);
    executions.grantStart(submit);
    return submit;
  }

  /** May read what validation reads, and record nothing. Whatever people preview, validation has the rest of AWS's rates. */
  #previewRequest({ guardrails, unnamed }: Omit<RequestRoutesProps, 'api'>): HandlerFunction {
    const { previewConcurrency } = Deployment.of(this).settings;
    const preview = new HandlerFunction(this, 'preview-request', {
      bundle: this.#resources.bundle,
      description: 'Checks and plans a request without recording it',
      environment: examinationEnvironment(Stack.of(this), unnamed),
      concurrency: previewConcurrency === 'shared' ? undefined : previewConcurrency,
    });
    grantInspections(preview, guardrails);
    return preview;
  }

  #listRequests(): HandlerFunction {
    const { workIndex } = this.#resources;
    const list = this.#function('list-requests', 'Lists requests', workIndex.environment);
    workIndex.grantList(list);
    return list;
  }

  #listOwnRequests(): HandlerFunction {
    const { workIndex } = this.#resources;
    const list = this.#function('list-own-requests', "Lists the caller's requests", workIndex.environment);
    workIndex.grantListByRequester(list);
    return list;
  }

  #getCaller(): HandlerFunction {
    const { slackSecret } = this.#resources;
    const get = this.#function(
      'get-caller',
      'Shows who calls, and what they may do',
      slackSecret.environment,
    );
    slackSecret.grantRead(get);
    return get;
  }

  #getRequest(): HandlerFunction {
    const { auditTrail } = this.#resources;
    const get = this.#function('get-request', 'Shows one request', auditTrail.environment);
    auditTrail.grantRead(get);
    return get;
  }

  #getAuditTrail(): HandlerFunction {
    const { auditTrail } = this.#resources;
    const get = this.#function('get-audit-trail', "Shows one request's events", auditTrail.environment);
    auditTrail.grantRead(get);
    return get;
  }

  #cancelRequest(): HandlerFunction {
    const { auditTrail, workIndex, executions } = this.#resources;
    const cancel = this.#function('cancel-request', 'Takes a request back', {
      ...auditTrail.environment,
      ...workIndex.environment,
    });
    auditTrail.grantAppend(cancel);
    workIndex.grantUpdate(cancel);
    executions.grantResume(cancel);
    return cancel;
  }

  #decideRequest(): HandlerFunction {
    const { auditTrail, workIndex, executions, slackSecret } = this.#resources;
    const decide = this.#function('decide-request', 'Takes the decision of an IAM principal', {
      ...auditTrail.environment,
      ...workIndex.environment,
      ...slackSecret.environment,
    });
    auditTrail.grantAppend(decide);
    workIndex.grantUpdate(decide);
    slackSecret.grantRead(decide);
    executions.grantResume(decide);
    return decide;
  }

  #retryRequest(): HandlerFunction {
    const { auditTrail, workIndex, executions } = this.#resources;
    const retry = this.#function('retry-request', 'Lets a failed creation be tried again', {
      ...auditTrail.environment,
      ...workIndex.environment,
      ...executions.environment,
    });
    auditTrail.grantAppend(retry);
    workIndex.grantUpdate(retry);
    executions.grantStart(retry);
    executions.grantDescribe(retry);
    return retry;
  }

  #function<N extends FunctionName>(name: N, description: string, environment: ProvidedEnvironment<N>) {
    return new HandlerFunction(this, name, { bundle: this.#resources.bundle, description, environment });
  }
}
