import { Command } from 'commander';
import { manifestFor } from '../../slack/manifest.ts';
import { deployment, NoDeployment } from '../deployment/deployment.ts';
import { whatToDo } from '../deployment/sdk-errors.ts';
import { type TargetOptions, targetOf, withTarget } from '../deployment/target-options.ts';
import { version } from '../deployment/version.ts';

/** Prints the Slack app's manifest with the address of the deployed stack. */
const command = withTarget(new Command('countersign-manifest'))
  .description(
    "Prints the Slack app's manifest for a deployed stack: paste it at https://api.slack.com/apps.",
  )
  .version(version)
  .parse();
try {
  const { outputs } = await deployment(targetOf(command.opts<TargetOptions>()));
  const { SlackInteractionsUrl } = outputs;
  if (SlackInteractionsUrl === undefined)
    throw new NoDeployment('The stack has no output SlackInteractionsUrl.');
  process.stdout.write(manifestFor(SlackInteractionsUrl));
} catch (error) {
  console.error(error instanceof NoDeployment ? error.message : (whatToDo(error) ?? error));
  process.exitCode = 2;
}
