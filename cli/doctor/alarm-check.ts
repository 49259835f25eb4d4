import { Advice, type Check } from './check.ts';

/** Whether an alarm reaches anybody. */
export const alarmsTellSomebody: Check = {
  name: 'Alarms',
  run: async ({ configuration: { alarms } }) => {
    if (alarms === undefined) {
      throw new Advice(
        'they tell nobody: no alarm has a target',
        "Write alarms: { email: 'ops@example.com' } or { topic: 'arn:aws:sns:…' } into the configuration, then: npx cdk deploy",
      );
    }
    return `they go to ${'topic' in alarms ? alarms.topic : alarms.email}`;
  },
};
