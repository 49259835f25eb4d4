import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessReport } from './authorization/access-record.ts';
import { Authorization } from './authorization/authorization.ts';
import { AccessAnalyzer } from './doubles/access-analyzer.ts';
import { type Double, forget, type Memory, type Sources } from './doubles/double.ts';
import type { Faults } from './doubles/faults.ts';
import { Iam } from './doubles/iam/iam.ts';
import type { Journal } from './doubles/journal.ts';
import type { Meter } from './doubles/meter.ts';
import { Ram } from './doubles/ram/ram.ts';
import { type Resources, resources } from './doubles/resources.ts';
import { RolesAnywhere } from './doubles/roles-anywhere/roles-anywhere.ts';
import { SecretsManager } from './doubles/secrets-manager.ts';
import { slackEndpoint } from './doubles/slack/endpoint.ts';
import { Slack } from './doubles/slack/slack.ts';
import { StepFunctions, type WorkflowEngine } from './doubles/step-functions.ts';
import { SystemsManager } from './doubles/systems-manager.ts';
import { type AwsCall, awsEndpoint } from './doubles/wire/aws-endpoint.ts';
import type { Subject } from './events.ts';
import { policyFindings } from './policy-findings.ts';
import type { Template } from './template.ts';

export interface DoublesOptions extends Sources {
  template: Pick<
    Template,
    'managedPolicies' | 'secrets' | 'parameters' | 'roles' | 'resourceDenials' | 'stateMachine'
  >;
  dynamodb: Double;
  engine: WorkflowEngine;
  slackSecret: SlackSecret;
  slackLimit: boolean;
  faults: Faults;
  meter: Meter;
  /** Keeps what the doubles hold, if anything is to be kept. */
  journal: Journal | undefined;
  /** The function that an access key was given to, which `crash` can end; undefined for everybody else. */
  holderOf: (accessKeyId: string) => string | undefined;
  crash: (accessKeyId: string) => void;
  onChange: (subject: Subject) => void;
}

/** What the Slack app is given when it is installed. */
export interface SlackSecret {
  botToken: string;
  signingSecret: string;
}

const writes = ['PutItem', 'UpdateItem', 'DeleteItem'];

/** AWS and Slack on one address: Slack under `/slack/`, AWS everywhere else. */
export class Doubles {
  readonly slack: Slack;
  readonly parameters: SystemsManager;
  readonly #account: { iam: Iam; ram: Ram; rolesAnywhere: RolesAnywhere };
  readonly #authorization: Authorization;
  readonly #aws: Endpoint;
  readonly #slack: Endpoint;

  constructor(options: DoublesOptions) {
    const { clock, newId, journal, template, faults, meter, holderOf, crash: terminate } = options;
    const sources = { clock, newId, state: journal?.state, remember: journal?.remember ?? forget };
    const seeds = { policies: template.managedPolicies };
    this.slack = localSlack(sources, options);
    this.#account = {
      iam: new Iam({ ...sources, ...seeds }),
      ram: new Ram(sources),
      rolesAnywhere: new RolesAnywhere(sources),
    };
    this.parameters = new SystemsManager({ ...sources, parameters: template.parameters });
    const { iam, ram, rolesAnywhere } = this.#account;
    const services = {
      iam,
      ram,
      rolesanywhere: rolesAnywhere,
      ssm: this.parameters,
      ...otherServices(options),
    };
    const callerOf = (accessKeyId: string) => (holderOf(accessKeyId) ? accessKeyId : undefined);
    this.#authorization = new Authorization({ template, holderOf, roleArn: (name) => iam.roleArn(name) });
    const refusal = (accessKeyId: string, call: AwsCall) => this.#authorization.refusal(accessKeyId, call);
    this.#aws = awsEndpoint({ services, faults, meter, callerOf, terminate, refusal });
    this.#slack = slackEndpoint({
      slack: this.slack,
      botToken: options.slackSecret.botToken,
      faults,
      meter,
      callerOf: (path) => callerOf(path.split('/')[2] ?? ''),
      terminate,
    });
  }

  /** What a function needs to know to meet the doubles instead of AWS and Slack; its Slack calls carry its key. */
  static environment(url: string, accessKeyId: string): Record<string, string> {
    return {
      AWS_REGION: 'us-east-1',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: url,
      // The one client that is too old to read the above.
      AWS_ENDPOINT_URL_ROLESANYWHERE: url,
      SLACK_API_URL: `${url}/slack/${accessKeyId}/api/`,
    };
  }

  /** Where the answers to a click may be posted. */
  static responseUrl(url: string, clickId: string): string {
    return `${url}/slack/response/${clickId}`;
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = request.url?.startsWith('/slack/') ? this.#slack : this.#aws;
    return endpoint(request, response);
  }

  /** What functions asked for of what their roles grant them. */
  access(): AccessReport {
    return this.#authorization.report();
  }

  resources(): Resources {
    return resources(this.#account);
  }
}

type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function localSlack(sources: Sources & Memory, { slackLimit: limit, onChange }: DoublesOptions): Slack {
  const { remember = forget } = sources;
  return new Slack({
    ...sources,
    limit,
    remember: (...change) => {
      remember(...change);
      onChange('slack');
    },
  });
}

function otherServices({ clock, newId, engine, dynamodb, template, slackSecret, onChange }: DoublesOptions) {
  const value = JSON.stringify(slackSecret);
  const secrets = template.secrets.map((secret) => ({ ...secret, value }));
  return {
    states: new StepFunctions({ engine, newId }),
    secretsmanager: new SecretsManager({ clock, newId, secrets }),
    accessanalyzer: new AccessAnalyzer(policyFindings),
    dynamodb: announced(dynamodb, () => onChange('requests')),
  };
}

function announced(double: Double, onWrite: () => void): Double {
  return {
    call: async (operation, input) => {
      const output = await double.call(operation, input);
      if (writes.includes(operation)) onWrite();
      return output;
    },
  };
}
