import type { Configuration } from '../../domain/configuration/configuration.ts';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import { environments, type FunctionName } from '../../lambdas/environment.ts';
import type { SlackSecret } from '../../lambdas/slack/secret.ts';
import { slackSecret } from '../../lambdas/slack/secret.ts';
import type { LambdaFunction } from '../../local/template/functions.ts';
import type { Random } from '../random.ts';
import type { Deployment } from '../workflow/deployment.ts';
import type { Agenda } from './agenda.ts';
import type { Calls } from './calls.ts';
import { awsClients, type Send, slackClient } from './clients.ts';
import { works } from './functions.ts';
import type { Invocation } from './invocation.ts';
import type { Log } from './log.ts';
import type { Sabotage } from './options.ts';
import type { Surroundings, Work } from './prepared.ts';

const hashes = new WeakMap<Configuration, string>();

/** What functions get from the world around them. */
interface Around {
  readonly deployment: Deployment;
  readonly now: string;
  readonly random: Random;
  readonly log: Log;
  readonly agenda: Agenda;
  readonly calls: Calls;
  chance(): number;
}

/** A function as it is deployed, with what a warm container of it remembers. */
interface Deployed extends LambdaFunction {
  work: Work;
  variables: Record<string, string>;
  secret: SlackSecret | undefined;
}

/** Gives functions their context and runs them, as `serve` does in Lambda. */
export class Runner {
  readonly #world: Around;
  readonly #sabotage: Sabotage | undefined;
  readonly #deployed = new Map<string, Deployed>();
  readonly #names = new Map<string, FunctionName>();

  constructor(world: Around, sabotage: Sabotage | undefined) {
    this.#world = world;
    this.#sabotage = sabotage;
    for (const name of functionNames) {
      const declared = world.deployment.functions.find((each) => each.name.endsWith(`-${name}`));
      const genuine = works[name];
      if (declared === undefined || genuine === undefined) continue;
      const work = sabotage?.work?.[name]?.(genuine) ?? genuine;
      const variables = { ...declared.environment, AWS_REGION: 'us-east-1' };
      this.#deployed.set(name, { ...declared, work, variables, secret: undefined });
      this.#names.set(declared.arn, name);
    }
  }

  /** The function with this ARN. */
  nameOf(arn: string): FunctionName {
    const name = this.#names.get(arn);
    if (name === undefined) throw new RangeError(`The simulation has no function ${arn}`);
    return name;
  }

  run(invocation: Invocation, event: unknown): void {
    const deployed = this.#deployed.get(invocation.name);
    if (deployed === undefined) throw new RangeError(`The simulation has no function ${invocation.name}`);
    invocation.milliseconds = deployed.timeoutSeconds * 1000;
    deployed.work(event, this.#around(invocation, deployed)).then(
      (value) => invocation.end({ ok: true, value }),
      (error: unknown) => this.#failed(invocation, deployed, error),
    );
  }

  #failed(invocation: Invocation, deployed: Deployed, error: unknown): void {
    deployed.secret = undefined;
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
    invocation.failedWith = error;
    invocation.end({
      ok: false,
      error: name,
      cause: JSON.stringify({ errorType: name, errorMessage: message }),
    });
  }

  #around(invocation: Invocation, deployed: Deployed): Surroundings {
    const world = this.#world;
    const send = this.#sendOf(invocation);
    const aws = awsClients(send);
    const ask = slackSecret(aws.secretsmanager, deployed.environment.SLACK_SECRET_ARN ?? '');
    const secret = async () => {
      deployed.secret ??= await ask();
      return deployed.secret;
    };
    const { configuration, name } = invocation;
    return {
      aws,
      slack: slackClient(send, secret),
      variables: deployed.variables,
      configuration,
      configurationHash: hashOf(configuration),
      now: () => world.now,
      newId: () => world.random.uuid(),
      sleep: (milliseconds) => this.#sleep(invocation, milliseconds),
      random: () => world.chance(),
      log: world.log.of(name),
      metrics: unmeasured,
    };
  }

  #sleep(invocation: Invocation, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        if (!invocation.isOver) resolve();
      };
      this.#world.agenda.add(milliseconds, wake, { rank: invocation.id });
    });
  }

  #sendOf(invocation: Invocation): Send {
    const { calls } = this.#world;
    const send: Send = (service, operation, input) => calls.make({ invocation, service, operation, input });
    const sabotage = this.#sabotage?.send;
    if (sabotage === undefined) return send;
    return (service, operation, input) =>
      sabotage({ function: invocation.name, service, operation, input }, send) ??
      send(service, operation, input);
  }
}

/** What is counted decides nothing. */
const unmeasured = { count: () => {}, put: () => {} };

const functionNames = Object.keys(works).flatMap((key) => {
  const name = Object.keys(environments).find((each): each is FunctionName => each === key);
  return name === undefined ? [] : [name];
});

function hashOf(configuration: Configuration): string {
  const hash = hashes.get(configuration) ?? sha256(canonicalJson(configuration));
  hashes.set(configuration, hash);
  return hash;
}
