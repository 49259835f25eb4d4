import { createHmac } from 'node:crypto';
import { type Check, type CheckContext, CheckFailed, outputOf, secretOf } from './check.ts';

/** API Gateway refuses a SigV4 signature that is more than five minutes off; Slack's likewise. */
const maxSkewSeconds = 60;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function post(patient: CheckContext, headers: Record<string, string>, body: string): Promise<Response> {
  const url = outputOf(patient, 'SlackInteractionsUrl');
  return patient.fetch(url, { method: 'POST', headers: { ...form, ...headers }, body }).catch(() => {
    throw new CheckFailed(
      `${url} cannot be reached`,
      'Check the API and, if the configuration has one, its custom domain and resource policy.',
    );
  });
}

const isReachable: Check = {
  name: 'Interactivity URL',
  run: async (patient) => {
    const { status } = await post(patient, {}, 'payload={}');
    if (status !== 401) {
      throw new CheckFailed(
        `it answers ${status} to an unsigned post, where 401 is right`,
        'See the log of countersign-slack-interaction; a web ACL or resource policy may be in the way.',
      );
    }
    return `${outputOf(patient, 'SlackInteractionsUrl')} answers, and refuses what Slack did not sign`;
  },
};

/** A signed post that is no payload of Slack's: 400 says that the signature was good. */
const knowsTheSecret: Check = {
  name: 'Signing secret',
  run: async (patient) => {
    const body = 'payload={}';
    const timestamp = String(Math.floor(patient.now().getTime() / 1000));
    const mac = createHmac('sha256', secretOf(patient).signingSecret).update(`v0:${timestamp}:${body}`);
    const headers = {
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac.digest('hex')}`,
    };
    const { status } = await post(patient, headers, body);
    if (status !== 400) {
      throw new CheckFailed(
        `the function answers ${status} to a post signed with the secret, where 400 is right`,
        'Wait five minutes if the secret was just put (functions keep it as long); then see the log of countersign-slack-interaction.',
      );
    }
    return 'the function checks signatures with the secret that is stored';
  },
};

const clockIsRight: Check = {
  name: 'Clock',
  run: async (patient) => {
    const { headers } = await post(patient, {}, 'payload={}');
    const theirs = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(theirs))
      throw new CheckFailed('the API does not say its time', 'See whether a proxy strips the header Date.');
    const skew = Math.round((patient.now().getTime() - theirs) / 1000);
    if (Math.abs(skew) > maxSkewSeconds) {
      throw new CheckFailed(
        `this machine's clock is ${skew} s off AWS's`,
        'Set it (NTP): signed requests would be refused.',
      );
    }
    return 'this machine and AWS agree about the time';
  },
};

/** Whether the way from Slack to the webhook is open, and only that. */
export const webhookChecks: Check[] = [isReachable, knowsTheSecret, clockIsRight];
