import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build, Surroundings } from '../command.ts';
import { print, writeJson } from '../terminal/terminal.ts';

/** `whoami`: the caller as the API knows them. */
export const buildWhoami: Build = (command, surroundings) => {
  withApi(command)
    .addHelpText('after', whoseRequests)
    .action((options: ApiOptions) => run(options, surroundings));
};

const whoseRequests = `
Your requests are those of exactly this principal, the session name included: a pipeline
keeps one name (role-session-name) to cancel and list what it asked for.`;

async function run(options: ApiOptions, { terminal, now }: Surroundings): Promise<void> {
  const api = await connect(options, now);
  const { caller } = await import('../api/answers.ts');
  const answer = await api.get('/me', { answer: caller });
  if (options.json) return writeJson(terminal, answer);
  const { principal, slackUser, mayRequest, mayApprove } = answer;
  print(terminal, principal, 'bold');
  print(terminal, `  in Slack     ${slackUser ?? 'nobody that is known'}`);
  print(terminal, `  may request  ${mayRequest.join(', ') || 'nothing'}`);
  print(terminal, `  may approve  ${mayApprove ? 'yes, where a rule names you' : 'no'}`);
}
