import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { PolicyStatementData } from '../../domain/request-types/request-type.ts';
import type { HandlerFunction } from '../functions/handler-function.ts';
import { acknowledgeWildcards } from '../shared/acknowledge.ts';

/** Grants a function what a request type says that it needs. */
export function grantStatement(handler: HandlerFunction, data: PolicyStatementData, path: string): void {
  const { effect = 'Allow', ...statement } = data;
  handler.addToRolePolicy(
    new PolicyStatement({ ...statement, effect: Effect[effect === 'Deny' ? 'DENY' : 'ALLOW'] }),
  );
  if (effect === 'Deny') return;
  const named = data.resources.filter((resource) => resource !== '*');
  acknowledgeWildcards(
    handler,
    named.filter((resource) => resource.includes(path)),
    'Requesters choose the names; the path confines what is created, and with it what may be created.',
  );
  acknowledgeWildcards(
    handler,
    named.filter((resource) => !resource.includes(path)),
    'Reading, of whatever a request refers to; and tagging what AWS gives an id to, with a request id only.',
  );
}
