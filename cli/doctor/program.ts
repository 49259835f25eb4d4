import { existsSync } from 'node:fs';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Option } from 'commander';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import { configurationMetadata } from '../../domain/configuration/in-template.ts';
import { ConfigurationMistakes, checkConfiguration } from '../../lib/synthesis/check-configuration.ts';
import { loadConfiguration } from '../../lib/synthesis/load-configuration.ts';
import { requiredScopes } from '../../slack/manifest.ts';
import type { Build } from '../command.ts';
import { s3Client } from '../deployment/clients.ts';
import { deployment, NoDeployment } from '../deployment/deployment.ts';
import { type TargetOptions, targetOf, withTarget } from '../deployment/target-options.ts';
import { version } from '../deployment/version.ts';
import { SelfExplained } from '../failure.ts';
import { writeJson } from '../terminal/terminal.ts';
import { accountChecks } from './account-checks.ts';
import { alarmsTellSomebody } from './alarm-check.ts';
import type { CheckContext } from './check.ts';
import { configurationIsDeployed, configurationIsOwn, configurationIsTold } from './configuration-check.ts';
import { examine } from './examine.ts';
import { kindsOf, type LeftoverClients, leftoverClients } from './leftovers/clients.ts';
import { leftoversOf } from './leftovers/look.ts';
import { leftoverText, summaryOf, type Where } from './leftovers/report.ts';
import { lineOf } from './report.ts';
import { slackApi } from './slack-api.ts';
import { slackChecks } from './slack-checks.ts';
import { webhookChecks } from './webhook-checks.ts';

/** How the tool ends: nothing is wrong, something is, or it could not look. */
export const exitCodes = { healthy: 0, ill: 1, failed: 2 } as const;

interface Output {
  out: (text: string) => void;
  /** What a line says, for programs. */
  found?: (finding: object) => void;
}

/** `doctor`: examines a deployed stack, or lists what an earlier one left. */
export const buildDoctor: Build = (command, { terminal, end }) => {
  withTarget(command)
    .description('Checks a deployed stack: each line passes, or says what to do. It changes nothing.')
    .version(version)
    .option(
      '--config <file>',
      'the configuration that should be deployed; countersign.config.ts if it is there, or else what the stack says',
    )
    .addOption(
      new Option(
        '--leftovers',
        'list instead what a failed or removed deployment left under names that a new one needs, with what removes it',
      ).conflicts(['local']),
    )
    .action(async ({ leftovers, ...options }: DoctorOptions) => {
      const findings: object[] = [];
      const output: Output = options.json
        ? { out: () => undefined, found: (finding) => findings.push(finding) }
        : { out: (text) => terminal.out.write(text) };
      const code = leftovers
        ? await tellLeftovers(options, await leftoverClients(placeOf(options)), output)
        : await tell(await examinationOf(options), output);
      if (options.json) writeJson(terminal, findings);
      end(code);
    });
};

async function tell({ patient, isLocal, hasFile }: Examination, { out, found }: Output): Promise<number> {
  const checks = [
    // The local stack changes it on the way: it settles in a second.
    ...(isLocal ? [] : [hasFile ? configurationIsDeployed : configurationIsTold, configurationIsOwn]),
    ...slackChecks(requiredScopes()),
    ...webhookChecks,
    ...accountChecks,
    // On a laptop somebody is looking anyway.
    ...(isLocal ? [] : [alarmsTellSomebody]),
  ];
  let code: number = exitCodes.healthy;
  for await (const finding of examine(patient, checks)) {
    if (finding.verdict === 'fail') code = exitCodes.ill;
    found?.(finding);
    out(`${lineOf(finding)}\n`);
  }
  return code;
}

/** Lists what is left of earlier deployments. Returns the exit code. */
export async function tellLeftovers(
  { stack, ...place }: { stack: string } & Where,
  clients: LeftoverClients,
  { out, found: foundOne }: Output,
): Promise<number> {
  let [left, blind] = [0, 0];
  for await (const found of leftoversOf({ client: clients.cloudformation, name: stack }, kindsOf(clients))) {
    if ('because' in found) blind += 1;
    else left += 1;
    foundOne?.(found);
    out(`${leftoverText(found, place)}\n`);
  }
  out(`${summaryOf(left, blind)}\n`);
  if (blind > 0) return exitCodes.failed;
  return left > 0 ? exitCodes.ill : exitCodes.healthy;
}

function placeOf({ region, profile }: TargetOptions): Where {
  return { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
}

interface DoctorOptions extends TargetOptions {
  config?: string;
  leftovers?: true;
}

interface Examination {
  patient: CheckContext;
  isLocal: boolean;
  /** Whether there is a file to hold the stack against. */
  hasFile: boolean;
}

async function examinationOf({
  config = existsSync(usualFile) ? usualFile : undefined,
  ...target
}: TargetOptions & { config?: string }): Promise<Examination> {
  const inFile = config === undefined ? undefined : await loadConfiguration(config).catch(explained);
  const found = await deployment(targetOf(target));
  const { createdAt, outputs, clientOptions, local, slackApiUrl } = found;
  const configuration = inFile ?? toldBy(await found.deployedConfiguration(configurationMetadata));
  const patient: CheckContext = {
    configuration,
    createdAt,
    outputs,
    clients: {
      secrets: new SecretsManagerClient(clientOptions),
      iam: new IAMClient(clientOptions),
      kms: new KMSClient(clientOptions),
      s3: await s3Client(clientOptions),
    },
    slack: (token) => slackApi(token, slackApiUrl),
    fetch,
    now: () => new Date(),
  };
  return { patient, isLocal: local !== undefined, hasFile: inFile !== undefined };
}

const usualFile = 'countersign.config.ts';

function toldBy(configuration: unknown): Configuration {
  if (configuration !== undefined) return checkConfiguration(configuration, 'the stack');
  throw new NoDeployment(
    'The stack does not say its configuration: it is of an earlier version.',
    'Run this where its configuration file is, or name the file with --config.',
  );
}

/** Mistakes of a configuration are told one by one already. */
function explained(error: unknown): never {
  throw error instanceof ConfigurationMistakes ? new SelfExplained(error.message, { cause: error }) : error;
}
