import { App, Stack } from 'aws-cdk-lib';
import { type ConfigurationInput, Countersign, group } from 'countersign';

/** The least there is: what has no default. The ids are those of your workspace, app, channel and group in Slack. */
const configuration: ConfigurationInput = {
  slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
  approvals: [{ when: 'any', approvers: [group('S0LEADS')], quorum: 1, window: '72h' }],
  guardrails: { path: '/requested/', permissionsBoundary: 'default' },
  audit: { objectLock: { mode: 'governance', days: 30 } },
};

const app = new App();
new Countersign(new Stack(app, 'Countersign'), 'Countersign', { configuration });
app.synth();
