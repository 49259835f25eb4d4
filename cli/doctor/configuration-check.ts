import { placeholdersIn } from '../../domain/configuration/placeholders.ts';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import { type Check, CheckFailed, outputOf } from './check.ts';

/** Whether the file that is looked at is what the functions run with. */
export const configurationIsDeployed: Check = {
  name: 'Configuration',
  run: async (patient) => {
    const here = sha256(canonicalJson(patient.configuration));
    const deployed = outputOf(patient, 'ConfigurationHash');
    if (here !== deployed) {
      throw new CheckFailed(
        'what is deployed differs from this file',
        'Review the change, then: npx cdk deploy',
      );
    }
    return `deployed as it is here (${here.slice(0, 12)})`;
  },
};

/** What is looked at where there is no file. */
export const configurationIsTold: Check = {
  name: 'Configuration',
  run: async (patient) =>
    `as the stack says (${outputOf(patient, 'ConfigurationHash').slice(0, 12)}); there is no file here to hold it against`,
};

/** Whether the ids of the file that is shipped were replaced. */
export const configurationIsOwn: Check = {
  name: 'Slack ids',
  run: async ({ configuration }) => {
    const left = placeholdersIn(configuration);
    if (left.length > 0) {
      throw new CheckFailed(
        `the configuration still has ids of the example: ${left.join(', ')}`,
        'Put the ids of your workspace, app, channel and groups in their place, then: npx cdk deploy',
      );
    }
    return 'none is left of the example';
  },
};
