import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Guardrails } from '../../domain/configuration/configuration.ts';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { grantStatement } from '../creators/type-grants.ts';
import { HandlerFunction } from '../functions/handler-function.ts';
import type { SharedResources } from '../shared/shared-resources.ts';

/** A role with twenty inline and twenty-five attached policies is some fifty calls one after the other. */
const removalTimeout = Duration.seconds(60);
/** An account may have 250 profiles, of which every other request a second is ours. */
const profileRemovalTimeout = Duration.minutes(10);

export interface RemoversProps extends Pick<SharedResources, 'bundle' | 'auditTrail'> {
  guardrails: Guardrails;
}

/** The functions that take away what a request made: one a type, which may remove that type and nothing else. */
export class Removers extends Construct {
  readonly all: readonly { type: RequestTypeName; handler: HandlerFunction }[];

  constructor(scope: Construct, id: string, { bundle, auditTrail, guardrails }: RemoversProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    this.all = requestTypeNames.map((type) => {
      const { title, removalPermissions } = submissions[type];
      const handler = new HandlerFunction(this, `remove-${type}`, {
        bundle,
        description: `Removes what a request for an ${title} made`,
        environment: auditTrail.environment,
        timeout: type === 'rolesanywhere-profile' ? profileRemovalTimeout : removalTimeout,
      });
      auditTrail.grantAppend(handler);
      for (const statement of removalPermissions({ account, region, partition, guardrails })) {
        grantStatement(handler, statement, guardrails.path);
      }
      return { type, handler };
    });
  }
}
