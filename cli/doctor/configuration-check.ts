import { canonicalJson, sha256 } from '../../domain/digest.ts';
import { Ailment, type Check, outputOf } from './check.ts';

/** Whether the file that is looked at is what the functions run with. */
export const configurationIsDeployed: Check = {
  name: 'Configuration',
  run: async (patient) => {
    const here = sha256(canonicalJson(patient.configuration));
    const deployed = outputOf(patient, 'ConfigurationHash');
    if (here !== deployed) {
      throw new Ailment('what is deployed differs from this file', 'Review the change, then: npx cdk deploy');
    }
    return `deployed as it is here (${here.slice(0, 12)})`;
  },
};
