import { randomBytes } from 'node:crypto';

/** What the Slack app is given when it is installed. */
export interface SlackSecret {
  botToken: string;
  signingSecret: string;
}

/** New with each start: nothing outside of this process has to know them. */
export function newSlackSecret(): SlackSecret {
  const random = () => randomBytes(16).toString('hex');
  return { botToken: `xoxb-local-${random()}`, signingSecret: random() };
}
