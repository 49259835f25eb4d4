import type { Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  AnyPrincipal,
  Effect,
  type IPrincipal,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import type { DeploymentSettings } from '../../domain/configuration/deployment-settings.ts';

type Callers = Exclude<DeploymentSettings['callers'], 'own-account'>;

/**
 * The API's resource policy, for callers beyond our own account. Signed routes are denied to everybody else; what is
 * open is open to all. Nothing here lets a principal of our own account call without a policy of its own: a principal
 * `*` would, so the allowance for an organisation is only for its other accounts, where both sides have to allow
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html).
 */
export class ApiCallers {
  readonly policy: PolicyDocument;
  readonly #open: PolicyStatement;
  readonly #signed: PolicyStatement[];

  constructor(stack: Stack, callers: Callers) {
    const anybody = { principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'] };
    this.#open = new PolicyStatement({ ...anybody, sid: 'AnybodyOnOpenRoutes' });
    this.#signed = [
      new PolicyStatement({
        ...anybody,
        sid: 'NobodyElseOnSignedRoutes',
        effect: Effect.DENY,
        conditions: { StringNotEquals: ours(stack, callers) },
      }),
      new PolicyStatement({
        sid: 'OtherAccountsIfTheirsAllows',
        principals: others(callers),
        actions: ['execute-api:Invoke'],
        ...('organization' in callers && {
          conditions: {
            StringEquals: { 'aws:PrincipalOrgID': callers.organization },
            StringNotEquals: { 'aws:PrincipalAccount': stack.account },
          },
        }),
      }),
    ];
    this.policy = new PolicyDocument({ statements: [this.#open, ...this.#signed] });
  }

  /** Puts a route (`stage/METHOD/path`) under the statements for open or for signed ones. */
  add(route: string, kind: 'open' | 'signed'): void {
    const resource = `execute-api:/${route}`;
    if (kind === 'open') this.#open.addResources(resource);
    else for (const statement of this.#signed) statement.addResources(resource);
  }
}

function ours(stack: Stack, callers: Callers): Record<string, string | string[]> {
  return 'organization' in callers
    ? { 'aws:PrincipalOrgID': callers.organization }
    : { 'aws:PrincipalAccount': [stack.account, ...callers.accounts] };
}

function others(callers: Callers): IPrincipal[] {
  return 'organization' in callers
    ? [new AnyPrincipal()]
    : callers.accounts.map((account) => new AccountPrincipal(account));
}
