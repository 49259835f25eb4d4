import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as Lambda, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ownPath } from '../../domain/aws/own-resources.ts';
import type { FunctionName, ProvidedEnvironment } from '../../lambdas/environment.ts';
import { acknowledgeWildcards } from '../shared/acknowledge.ts';
import { ownName } from '../shared/own-name.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { OwnLogGroup } from './own-log-group.ts';

/** The rule does not tell statements apart; test/lib/least-privilege.suite.ts does, action by action. */
const onEverything =
  'X-Ray, and what else is allowed on everything, knows no resource to name: each such action is listed with its reason in a test.';

export interface HandlerFunctionProps<N extends FunctionName> {
  bundle: FunctionBundle;
  /** Exactly what the handler of this name parses. */
  environment: ProvidedEnvironment<N>;
  description: string;
  /** 10 s unless said otherwise: a caller waits, and API Gateway gives up at 29 s. */
  timeout?: Duration;
  /** Reserved concurrency, also the maximum. Undefined: the account's shared pool. */
  concurrency?: number | undefined;
}

/**
 * The function whose handler is `lambdas/<name>.ts`, with a role of its own that may write its own log and traces;
 * everything else is granted by the construct that owns the resource.
 */
export class HandlerFunction<N extends FunctionName = FunctionName> extends Lambda {
  constructor(scope: Construct, name: N, props: HandlerFunctionProps<N>) {
    const logGroup = new OwnLogGroup(scope, `${name}-log`, { prefix: '/aws/lambda', name });
    const role = new Role(scope, `${name}-role`, {
      roleName: ownName(name),
      path: ownPath,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What the function ${ownName(name)} may do, and nothing else`,
    });
    logGroup.grantWrite(role);
    acknowledgeWildcards(role, ['*'], onEverything);
    super(scope, name, {
      functionName: ownName(name),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.bundle.code(name),
      environment: {
        ...props.environment,
        ...props.bundle.environment,
        NODE_OPTIONS: '--enable-source-maps',
      },
      /** 1 GB for its share of the processor: Slack gives up after 3 s, cold start and secret included. */
      memorySize: 1024,
      timeout: props.timeout ?? Duration.seconds(10),
      ...(props.concurrency && { reservedConcurrentExecutions: props.concurrency }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    });
  }

  /** Its ARN without a reference: for what must not wait until the function is there. */
  get arnByName(): string {
    return Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: ownName(this.node.id),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

/** The ARN of a function's role, by name: for policies of resources that the role itself is granted. */
export function roleArnOf(stack: Stack, name: FunctionName): string {
  return stack.formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: `${ownPath.slice(1)}${ownName(name)}`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}
