import type { Actor } from '../../domain/trail/events.ts';

const sso = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developer_0123456789abcdef';

/** IAM principals as API Gateway vouches for them. */
export const principals = {
  alice: `${sso}/alice@example.com`,
  bob: `${sso}/bob@example.com`,
  /** Signed in through IAM Identity Center, but without an account in Slack. */
  nobody: `${sso}/nobody@example.com`,
  /** A role whose callers choose their session name, here another person's. */
  shared: 'arn:aws:sts::111122223333:assumed-role/ci-runner/alice@example.com',
} as const;

/** Slack users by their first name. */
export const slackIds = { alice: 'U0ALICE', bob: 'U0BOB', carol: 'U0CAROL', mallory: 'U0MALLORY' } as const;
export type Person = keyof typeof slackIds;

export const emails: ReadonlyMap<string, string> = new Map(
  Object.entries(slackIds).map(([name, id]) => [`${name}@example.com`, id]),
);
export const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['S0LEADS', ['U0BOB', 'U0CAROL']],
  ['S0SECURITY', ['U0BOB', 'U0CAROL']],
]);

/** Somebody as the trail names who clicks in Slack. */
export const inSlack = (person: Person): Actor => ({ kind: 'slack', id: slackIds[person], name: person });
/** Somebody as the trail names who calls the API. */
export const inIam = (person: keyof typeof principals): Actor => ({
  kind: 'iam',
  id: principals[person],
  name: principals[person].split('/').at(-1) ?? '',
});
