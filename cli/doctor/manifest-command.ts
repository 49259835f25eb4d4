import { parse } from 'yaml';
import { manifestFor } from '../../slack/manifest.ts';
import type { Build } from '../command.ts';
import { deployment, NoDeployment } from '../deployment/deployment.ts';
import { type TargetOptions, targetOf, withTarget } from '../deployment/target-options.ts';
import { version } from '../deployment/version.ts';
import { writeJson } from '../terminal/terminal.ts';

/** `manifest`: the Slack app's manifest with the address of the deployed stack. */
export const buildManifest: Build = (command, { terminal }) => {
  withTarget(command)
    .description(
      "Prints the Slack app's manifest for a deployed stack: paste it at https://api.slack.com/apps.",
    )
    .version(version)
    .action(async (options: TargetOptions) => {
      const { outputs } = await deployment(targetOf(options));
      const { SlackInteractionsUrl } = outputs;
      if (SlackInteractionsUrl === undefined)
        throw new NoDeployment('The stack has no output SlackInteractionsUrl.');
      const manifest = manifestFor(SlackInteractionsUrl);
      if (options.json) writeJson(terminal, parse(manifest));
      else terminal.out.write(manifest);
    });
};
