import { ModelledError } from '../doubles/modelled-error.ts';
import type { AwsCall } from '../doubles/wire/aws-endpoint.ts';
import type { Template } from '../template/template.ts';
import { AccessRecord, type AccessReport } from './access-record.ts';
import { Role, type Verdict } from './role.ts';
import type { Access } from './rules.ts';
import type { AccountView } from './service-actions.ts';
import { serviceActions } from './services.ts';

export interface AuthorizationOptions {
  template: Pick<Template, 'roles' | 'resourceDenials' | 'secrets' | 'stateMachine'>;
  /** The function that an access key was given to; undefined for everybody else. */
  holderOf: (accessKeyId: string) => string | undefined;
  /** The ARN of the role that has a name. */
  roleArn: AccountView['roleArn'];
  /** Is told of every refusal, in a line. */
  log?: (line: string) => void;
}

/** Holds every call of a function against the policies of its role, as IAM would, and counts what is asked for. */
export class Authorization {
  readonly #holderOf: AuthorizationOptions['holderOf'];
  readonly #account: AccountView;
  readonly #log: (line: string) => void;
  readonly #functions: ReadonlyMap<string, { role: Role; record: AccessRecord }>;

  constructor({ template, holderOf, roleArn, log = console.error }: AuthorizationOptions) {
    const { roles, resourceDenials, secrets, stateMachine } = template;
    this.#holderOf = holderOf;
    this.#account = {
      roleArn,
      secretArn: (named) => secrets.find(({ name }) => name === named)?.arn,
      stateMachineArn: stateMachine.arn,
    };
    this.#log = log;
    this.#functions = new Map(
      roles.map((each) => {
        const role = new Role(each, resourceDenials);
        return [each.functionName, { role, record: new AccessRecord(role.grants) }];
      }),
    );
  }

  /**
   * The error that AWS answers to a function whose role does not allow its call. Undefined if it does, and for callers
   * that are no function.
   */
  refusal(accessKeyId: string, call: AwsCall): ModelledError | undefined {
    const functionName = this.#holderOf(accessKeyId) ?? '';
    const { role, record } = this.#functions.get(functionName) ?? {};
    if (role === undefined || record === undefined) return undefined;
    for (const access of needsOf(call, this.#account)) {
      const verdict = role.judge(access);
      record.add(access, verdict);
      if (verdict === 'allowed') continue;
      const message = `${functionName} is not authorized to perform: ${access.action} on resource: ${access.resource} ${reasons[verdict](access.action)}`;
      this.#log(`Refused: ${message}`);
      const { name, httpStatus } = serviceActions[call.service].denial;
      return new ModelledError(name, httpStatus, `User: ${message}`);
    }
    return undefined;
  }

  /** What each function asked for, and what it is granted and never asked for. */
  report(): AccessReport {
    const reports = [...this.#functions].map(([name, { record }]) => [name, record.report()] as const);
    return Object.fromEntries(reports.sort(([one], [other]) => one.localeCompare(other)));
  }
}

/** Most operations ask for one action, named as they are; so does one that no table knows. */
function needsOf({ service, operation, input }: AwsCall, account: AccountView): Access[] {
  const { operations } = serviceActions[service];
  const needs = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  return needs?.(input, account) ?? [{ action: `${service}:${operation}`, resource: '*' }];
}

/** As AWS words it (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html). */
const reasons: Record<Exclude<Verdict, 'allowed'>, (action: string) => string> = {
  'not granted': (action) => `because no identity-based policy allows the ${action} action`,
  'denied by the role': () => 'with an explicit deny in an identity-based policy',
  'denied by the resource': () => 'with an explicit deny in a resource-based policy',
};
