import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessReport } from '../authorization/access-record.ts';
import { Authorization } from '../authorization/authorization.ts';
import type { Subject } from '../events.ts';
import type { SlackSecret } from '../stack/slack-secret.ts';
import type { Template } from '../template/template.ts';
import { type AwsDoubles, type AwsDoublesOptions, awsDoubles } from './aws-doubles.ts';
import { forget, type Memory, type Sources } from './double.ts';
import type { Faults } from './faults.ts';
import type { Meter } from './meter.ts';
import type { ModelledError } from './modelled-error.ts';
import { type Resources, resources } from './resources.ts';
import { slackEndpoint } from './slack/endpoint.ts';
import { Slack } from './slack/slack.ts';
import { type AwsCall, awsEndpoint } from './wire/aws-endpoint.ts';

export interface DoublesOptions extends Omit<AwsDoublesOptions, 'template' | 'onWrite'> {
  template: AwsDoublesOptions['template'] &
    Pick<Template, 'roles' | 'resourceDenials' | 'stateMachines' | 'tables'>;
  slackSecret: SlackSecret;
  slackLimit: boolean;
  faults: Faults;
  meter: Meter;
  /** The function that an access key was given to, which `crash` can end; undefined for everybody else. */
  holderOf: (accessKeyId: string) => string | undefined;
  crash: (accessKeyId: string) => void;
  onChange: (subject: Subject) => void;
}

/** AWS and Slack on one address: Slack under `/slack/`, AWS everywhere else. */
export class Doubles {
  readonly slack: Slack;
  readonly aws: AwsDoubles;
  readonly #authorization: Authorization;
  readonly #aws: Endpoint;
  readonly #slack: Endpoint;

  constructor(options: DoublesOptions) {
    const { clock, newId, journal, template, faults, meter, holderOf, crash: terminate } = options;
    const sources = { clock, newId, state: journal?.state, remember: journal?.remember ?? forget };
    this.slack = localSlack(sources, options);
    this.aws = awsDoubles({ ...options, onWrite: () => options.onChange('requests') });
    const callerOf = (accessKeyId: string) => (holderOf(accessKeyId) ? accessKeyId : undefined);
    this.#authorization = new Authorization({
      template,
      holderOf,
      account: { roleArn: (name) => this.aws.iam.roleArn(name), resources: () => this.resources() },
    });
    const refusal = (accessKeyId: string, call: AwsCall) => this.#authorization.refusal(accessKeyId, call);
    const disguise = (accessKeyId: string, call: AwsCall, error: ModelledError) =>
      this.#authorization.disguise(accessKeyId, call, error);
    this.#aws = awsEndpoint({ services: this.aws, faults, meter, callerOf, terminate, refusal, disguise });
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
      SLACK_API_URL: Doubles.slackApiUrl(url, accessKeyId),
    };
  }

  /** Where Slack's methods are called; the key says who does. */
  static slackApiUrl(url: string, accessKeyId: string): string {
    return `${url}/slack/${accessKeyId}/api/`;
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
    const { iam, ram, rolesanywhere: rolesAnywhere } = this.aws;
    return resources({ iam, ram, rolesAnywhere });
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
