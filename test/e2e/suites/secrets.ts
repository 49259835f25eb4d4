import { describe, expect, test } from '@jest/globals';
import type { Running } from '../support/running.ts';

/** After everything that the suites before have done. */
export function secretSuite(stack: Running): void {
  describe('no secret and no task token', () => {
    test('is in a log line, an event, an answer or a Slack message', async () => {
      const { client } = stack;
      const list = await client.call('GET', '/requests?limit=100');
      const ids: string[] = JSON.parse(list.text).items.map(({ id }: { id: string }) => id);
      expect(ids.length).toBeGreaterThan(10);
      const paths = ids.slice(0, 40).flatMap((id) => [`/requests/${id}`, `/requests/${id}/audit`]);
      const places = [
        '/_local/logs',
        '/_local/slack/messages',
        '/_local/meter',
        '/_local/aws/resources',
        ...paths,
      ];
      const answers = await Promise.all(places.map((path) => client.call('GET', path)));
      const everything = [list, ...answers].map(({ text }) => text).join('\n');
      const { botToken, signingSecret } = stack.slackSecret;
      for (const secret of [botToken, signingSecret, 'xoxb-']) expect(everything).not.toContain(secret);
      expect(everything).not.toMatch(/task_?token/i);
    });
  });
}
