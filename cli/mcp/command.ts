import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build } from '../command.ts';

/** `mcp`: serves one agent, until it closes standard input. */
export const buildMcp: Build = (command, { terminal, input, now }) => {
  withApi(command)
    .addHelpText('after', '\nSee docs/agents.md for the lines of common clients. No tool decides: people do.')
    .action(async (options: ApiOptions) => {
      const { serveAgent } = await import('./server.ts');
      // Whoever starts it may sign in later: each call says what is wrong.
      await serveAgent(() => connect(options, now), { input, output: terminal.out });
    });
};
