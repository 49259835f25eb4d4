import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

test('the Slack app asks for no scope but those it uses, and listens for clicks', () => {
  const manifest: unknown = parse(readFileSync('slack/manifest.yaml', 'utf8'));
  expect(manifest).toMatchObject({
    oauth_config: { scopes: { bot: ['chat:write', 'users:read', 'users:read.email', 'usergroups:read'] } },
    settings: {
      interactivity: {
        is_enabled: true,
        request_url: expect.stringMatching(/^https:\/\/.+\/slack\/interactions$/),
      },
      socket_mode_enabled: false,
    },
  });
});
