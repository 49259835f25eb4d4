import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { Api } from '../api/api.ts';
import { Doubles } from '../doubles/doubles.ts';
import { Faults } from '../doubles/faults.ts';
import type { Meter } from '../doubles/meter.ts';
import { Events } from '../events.ts';
import { Functions } from '../functions/functions.ts';
import { Logs } from '../functions/logs.ts';
import { awaitedFunctions } from '../functions/warm-up.ts';
import { endpointsOf } from '../http/endpoints.ts';
import type { Site } from '../http/server.ts';
import { arnOfHandler } from '../template/functions.ts';
import type { Template } from '../template/template.ts';
import type { StreamedSource } from '../triggers/streamed-sources.ts';
import { Timetable } from '../triggers/timetable.ts';
import { invoked, realTime } from '../workflow/real-time.ts';
import { Workflow } from '../workflow/workflow.ts';
import { Archive } from './archive.ts';
import { deploymentOf } from './deployment.ts';
import { newSlackSecret } from './slack-secret.ts';
import type { Storage } from './storage.ts';

export interface ServicesOptions {
  template: Template;
  storage: Storage;
  /** The streams that functions are given. */
  sources: readonly StreamedSource[];
  meter: Meter;
  /** The worker that functions run in. */
  workerCode: URL;
  /** Where the site is served. */
  url: string;
  /** Listens already; the doubles answer on it. */
  doubles: { server: Server; url: string };
  slackLimit: boolean;
  awsLimits: boolean;
  verbose: boolean;
  showLog?: (text: string) => void;
}

const sources = { clock: () => new Date(), newId: randomUUID };

/** Everything behind the front, wired together: functions, workflow, doubles, API and local endpoints. */
export class Services {
  readonly site: Site;
  /** What the Slack app was given when it was installed, this time. */
  readonly slackSecret = newSlackSecret();
  readonly #options: ServicesOptions;
  readonly #events = new Events();
  readonly #faults = new Faults();
  readonly #logs: Logs;
  readonly #functions: Functions;
  readonly #workflow: Workflow;
  readonly #archive: Archive;
  readonly #timetable: Timetable;

  constructor(options: ServicesOptions) {
    this.#options = options;
    const { storage, template, verbose, showLog = (text) => process.stderr.write(text) } = options;
    this.#logs = new Logs({ verbose, write: showLog });
    this.#functions = this.#newFunctions();
    this.#workflow = this.#newWorkflow();
    const doubles = this.#newDoubles();
    options.doubles.server.on('request', (request, response) => void doubles.handle(request, response));
    const { s3 } = doubles.aws;
    this.#archive = new Archive({ template, sources: options.sources, invoke: this.#invoke, s3 });
    this.site = { api: this.#newApi(), endpoints: this.#endpoints(doubles) };
    this.#workflow.resume(storage.executions.kept);
    this.#timetable = new Timetable(template.schedules, { invoke: this.#invoke, clock: sources.clock });
  }

  /** Starts the functions that somebody will wait for, and what is scheduled, in case there is something left to do. */
  async warm(): Promise<void> {
    const { template, storage } = this.#options;
    this.#timetable.runMissed({ isKept: storage.doubles !== undefined });
    await this.#functions.warm(awaitedFunctions(template));
  }

  /** Stops at once; executions go on with the next process, if they are kept. */
  async close(): Promise<void> {
    this.#timetable.close();
    const delivered = this.#archive.close();
    this.#events.close();
    this.#workflow.close();
    await this.#functions.close();
    await delivered;
  }

  readonly #invoke = (functionArn: string, event: unknown) => this.#functions.invoke(functionArn, event);

  #newFunctions(): Functions {
    const { template, workerCode, doubles, meter } = this.#options;
    return new Functions({
      functions: template.functions,
      code: workerCode,
      environment: (accessKeyId) => Doubles.environment(doubles.url, accessKeyId),
      logs: this.#logs,
      onInvocation: (name) => meter.invocation(name),
    });
  }

  #newWorkflow(): Workflow {
    const { template, storage, meter } = this.#options;
    return new Workflow({
      stateMachines: template.stateMachines,
      ...realTime,
      newId: sources.newId,
      invoke: (functionArn, event, done) => void this.#invoke(functionArn, event).then(invoked).then(done),
      journal: storage.executions.journal,
      onTransition: () => meter.stateTransition(),
      onMove: () => this.#events.changed('workflow'),
    });
  }

  #newDoubles(): Doubles {
    const { template, storage, slackLimit, awsLimits, meter } = this.#options;
    return new Doubles({
      ...sources,
      template,
      dynamodb: storage.dynamodb,
      journal: storage.doubles,
      objects: storage.objects,
      engine: this.#workflow,
      slackSecret: this.slackSecret,
      slackLimit,
      awsLimits,
      faults: this.#faults,
      meter,
      holderOf: (accessKeyId) => this.#functions.holderOf(accessKeyId),
      crash: (accessKeyId) => this.#functions.crash(accessKeyId),
      onChange: (subject) => this.#events.changed(subject),
    });
  }

  #newApi(): Api {
    const { template, meter } = this.#options;
    const onRequest = () => meter.apiRequest();
    return new Api({ api: template.api, invoke: this.#invoke, clock: sources.clock, onRequest });
  }

  #endpoints(doubles: Doubles) {
    const { meter, url, template } = this.#options;
    const doublesUrl = this.#options.doubles.url;
    const { signingSecret } = this.slackSecret;
    return endpointsOf({
      ...{ doubles, meter, url, signingSecret, clock: sources.clock },
      ...{ workflow: this.#workflow, faults: this.#faults, logs: this.#logs, events: this.#events },
      responseUrl: (clickId) => Doubles.responseUrl(doublesUrl, clickId),
      reconcile: (event) => this.#invoke(arnOfHandler(template.functions, 'reconcile'), event),
      detectDrift: () => this.#invoke(arnOfHandler(template.functions, 'detect-drift'), {}),
      archive: this.#archive,
      deployment: {
        ...deploymentOf(template.outputs, { url, doublesUrl, startedAt: new Date().toISOString() }),
        configuration: template.configuration,
      },
    });
  }
}
