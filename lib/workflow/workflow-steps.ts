import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Guardrails } from '../../domain/configuration/configuration.ts';
import { maxCreationSeconds } from '../../domain/request-types/creation-time.ts';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import type { FunctionName, ProvidedEnvironment } from '../../lambdas/environment.ts';
import { examinationEnvironment, grantInspections } from '../creators/inspection-grants.ts';
import { grantStatement } from '../creators/type-grants.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import type { SharedResources } from '../shared/shared-resources.ts';

/** A step may wait for Slack or for several AWS answers in a row. */
const stepTimeout = Duration.seconds(30);
/** A plan may name 300 roles and policies, and profiles are listed at one page a second, if nobody else asks. */
const validationTimeout = Duration.minutes(2);

export interface WorkflowStepsProps extends SharedResources {
  guardrails: Guardrails;
  /** ARN patterns of what is Countersign's and does not carry its name. */
  unnamed: string[];
}

/** The functions that the workflow's states invoke. */
export class WorkflowSteps extends Construct {
  readonly validateRequest: HandlerFunction;
  readonly requestApproval: HandlerFunction;
  readonly settleTimeout: HandlerFunction;
  readonly creations: readonly { type: RequestTypeName; handler: HandlerFunction }[];
  readonly recordOutcome: HandlerFunction;
  readonly #resources: SharedResources;

  constructor(scope: Construct, id: string, props: WorkflowStepsProps) {
    super(scope, id);
    this.#resources = props;
    this.validateRequest = this.#validateRequest(props);
    this.requestApproval = this.#requestApproval();
    this.settleTimeout = this.#settleTimeout();
    this.creations = requestTypeNames.map((type) => ({
      type,
      handler: this.#creation(type, props.guardrails),
    }));
    this.recordOutcome = this.#recordOutcome();
  }

  get all(): HandlerFunction[] {
    const creations = this.creations.map(({ handler }) => handler);
    return [this.validateRequest, this.requestApproval, this.settleTimeout, ...creations, this.recordOutcome];
  }

  /** May read what the request types inspect, and nothing else of the account. */
  #validateRequest({ guardrails, unnamed }: WorkflowStepsProps): HandlerFunction {
    const { auditTrail, workIndex } = this.#resources;
    const environment = {
      ...examinationEnvironment(Stack.of(this), unnamed),
      ...auditTrail.environment,
      ...workIndex.environment,
    };
    const validate = this.#function(
      'validate-request',
      'Checks what only the account knows',
      environment,
      validationTimeout,
    );
    auditTrail.grantAppend(validate);
    workIndex.grantUpdate(validate);
    grantInspections(validate, guardrails);
    return validate;
  }

  #requestApproval(): HandlerFunction {
    const { auditTrail, workIndex, slackSecret, executions } = this.#resources;
    const request = this.#function('request-approval', 'Posts the card and keeps the task token', {
      ...auditTrail.environment,
      ...workIndex.environment,
      ...slackSecret.environment,
    });
    auditTrail.grantAppend(request);
    workIndex.grantRead(request);
    workIndex.grantUpdate(request);
    slackSecret.grantRead(request);
    executions.grantResume(request);
    return request;
  }

  #settleTimeout(): HandlerFunction {
    const { auditTrail } = this.#resources;
    const settle = this.#function(
      'settle-timeout',
      'Expires a request, or obeys the decision that came first',
      {
        ...auditTrail.environment,
      },
    );
    auditTrail.grantAppend(settle);
    return settle;
  }

  /** May do what its request type says, and nothing else in the account; group members are asked of Slack. */
  #creation(type: RequestTypeName, guardrails: Guardrails): HandlerFunction {
    const { auditTrail, slackSecret, killSwitch } = this.#resources;
    const { title, permissions } = submissions[type];
    const environment = {
      ...auditTrail.environment,
      ...slackSecret.environment,
      ...killSwitch.environment,
    };
    const create = this.#function(
      `create-${type}`,
      `Creates an approved ${title}`,
      environment,
      Duration.seconds(maxCreationSeconds[type]),
    );
    auditTrail.grantAppend(create);
    slackSecret.grantRead(create);
    killSwitch.grantRead(create);
    const { account, region, partition } = Stack.of(this);
    for (const statement of permissions({ account, region, partition, guardrails })) {
      grantStatement(create, statement, guardrails.path);
    }
    return create;
  }

  #recordOutcome(): HandlerFunction {
    const { auditTrail, workIndex, slackSecret } = this.#resources;
    const record = this.#function('record-outcome', 'Settles the card and the work index', {
      ...auditTrail.environment,
      ...workIndex.environment,
      ...slackSecret.environment,
    });
    auditTrail.grantRead(record);
    workIndex.grantRead(record);
    workIndex.grantUpdate(record);
    slackSecret.grantRead(record);
    return record;
  }

  #function<N extends FunctionName>(
    name: N,
    description: string,
    environment: ProvidedEnvironment<N>,
    timeout = stepTimeout,
  ): HandlerFunction {
    return new HandlerFunction(this, name, {
      bundle: this.#resources.bundle,
      description,
      environment,
      timeout,
    });
  }
}
