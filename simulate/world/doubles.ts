import * as z from 'zod';
import { killSwitchParameter } from '../../domain/aws/own-resources.ts';
import { AccessAnalyzer } from '../../local/doubles/access-analyzer.ts';
import type { OpenDouble } from '../../local/doubles/double.ts';
import { Iam } from '../../local/doubles/iam/iam.ts';
import { Ram } from '../../local/doubles/ram/ram.ts';
import { type Resources, resources } from '../../local/doubles/resources.ts';
import { RolesAnywhere } from '../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { SecretsManager } from '../../local/doubles/secrets-manager.ts';
import type { WorkflowEngine } from '../../local/doubles/step-functions/engine.ts';
import { StepFunctions } from '../../local/doubles/step-functions/step-functions.ts';
import { SystemsManager } from '../../local/doubles/systems-manager.ts';
import { SimulatedDynamoDb } from '../dynamodb/dynamodb.ts';
import type { Deployment } from '../workflow/deployment.ts';
import { furnish } from './account.ts';
import type { Service } from './call.ts';
import type { WorldOptions } from './options.ts';
import type { SimulatedSlack } from './slack.ts';
import { Visibility } from './visibility.ts';

/** Slack's secrets, recognizable wherever they do not belong. */
export const secrets = { botToken: 'xoxb-BOT-TOKEN', signingSecret: 'SIGNING-SECRET' };

interface Core {
  call(operation: string, input: object): unknown;
}

/** Every service, without transport. */
export class Services {
  readonly dynamodb: SimulatedDynamoDb;
  readonly #account: { iam: Iam; ram: Ram; rolesAnywhere: RolesAnywhere };
  readonly #cores: Record<Service, Core>;
  /** Those that show changes late. */
  readonly #open: Partial<Record<Service, OpenDouble>>;
  readonly #visibility: Visibility;
  /** When every role became another one of the same name. */
  #replacedAt = Number.POSITIVE_INFINITY;
  #pausedAt: number | undefined;
  readonly #now: () => number;

  constructor(
    { tables, managedPolicies, secrets: declared, parameters }: Deployment,
    { now, newId }: { now: () => number; newId: () => string },
    { engine, slack }: { engine: WorkflowEngine; slack: SimulatedSlack },
    { indexLag = () => 0, hiddenFor = 0 }: Pick<WorldOptions, 'indexLag' | 'hiddenFor'>,
  ) {
    this.#now = now;
    const sources = { clock: () => new Date(now()), newId };
    this.dynamodb = new SimulatedDynamoDb(tables, { now, next: indexLag });
    this.#account = {
      iam: new Iam({ ...sources, policies: managedPolicies }),
      ram: new Ram(sources),
      rolesAnywhere: new RolesAnywhere(sources),
    };
    const value = JSON.stringify(secrets);
    this.#cores = {
      dynamodb: this.dynamodb,
      states: new StepFunctions({ engine, newId }),
      iam: this.#account.iam,
      ram: this.#account.ram,
      rolesanywhere: this.#account.rolesAnywhere,
      accessanalyzer: new AccessAnalyzer(),
      slack: slackCore(slack),
      ssm: new SystemsManager({ ...sources, parameters }),
      secretsmanager: new SecretsManager({
        ...sources,
        secrets: declared.map((each) => ({ ...each, value })),
      }),
    };
    const { iam, ram, rolesAnywhere: rolesanywhere } = this.#account;
    this.#open = { iam, ram, rolesanywhere };
    furnish(this.#account.iam);
    this.#visibility = new Visibility(now, hiddenFor);
  }

  /** Runs one operation; throws what the service's core throws. */
  call(service: Service, operation: string, input: object): unknown {
    const perform = () => this.#cores[service].call(operation, input);
    const double = this.#open[service];
    const output = double ? this.#visibility.call(double, operation, input, perform) : perform();
    return this.#now() >= this.#replacedAt ? replaced(operation, output) : output;
  }

  /** Turns the kill switch: while it is on, nothing is created. */
  switchCreation(position: 'on' | 'off'): void {
    const input = { Name: killSwitchParameter, Value: position, Overwrite: true };
    this.call('ssm', 'PutParameter', input);
    this.#pausedAt = position === 'off' ? undefined : (this.#pausedAt ?? this.#now());
  }

  /** Since when nothing may be created, if that is so. */
  get pausedAt(): number | undefined {
    return this.#pausedAt;
  }

  /** From now on every role is another one of the same name, and the boundary has another version. */
  replaceReferences(): void {
    this.#replacedAt = Math.min(this.#replacedAt, this.#now());
  }

  /** Since when, in milliseconds of the clock; infinite if nobody did that. */
  get replacedAt(): number {
    return this.#replacedAt;
  }

  /** The ARN of the role that has this name. */
  roleArn(name: string): string | undefined {
    return this.#account.iam.roleArn(name);
  }

  /** What exists in the account. */
  resources(): Resources {
    return resources(this.#account);
  }
}

const readRole = z.object({ Role: z.looseObject({ RoleId: z.string() }) });
const readPolicy = z.object({ Policy: z.looseObject({ Arn: z.string() }) });

/** Another role of the same name, another version of the boundary; of requested policies nobody makes another version. */
function replaced(operation: string, output: unknown): unknown {
  if (operation === 'GetRole') {
    const { Role } = readRole.parse(output);
    return { Role: { ...Role, RoleId: `${Role.RoleId.slice(0, -3)}NEW` } };
  }
  if (operation !== 'GetPolicy') return output;
  const { Policy } = readPolicy.parse(output);
  return Policy.Arn.includes(':policy/requested/')
    ? output
    : { Policy: { ...Policy, DefaultVersionId: 'v9' } };
}

function slackCore(slack: SimulatedSlack): Core {
  const methods: Record<string, (input: never) => unknown> = {
    post: (input) => slack.post(input),
    update: (input) => slack.update(input),
    tell: (input) => slack.tell(input),
    open: (input) => slack.open(input),
    members: ({ group }: { group: string }) => slack.members(group),
    idOf: ({ email }: { email: string }) => slack.idOf(email),
  };
  return {
    call: (operation, input) => Reflect.apply(methods[operation] ?? unknownMethod, undefined, [input]),
  };
}

function unknownMethod(): never {
  throw new TypeError('The simulated Slack does not have this method');
}
