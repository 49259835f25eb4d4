import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import type { Running } from '../support/running.ts';

const failed = z.object({ code: z.number(), stdout: z.string() });

/** What a command of the package prints about a local stack, and its exit code. */
async function command(name: string, ...args: string[]): Promise<{ code: number; stdout: string }> {
  const file = `cli/bin/countersign-${name}.js`;
  return promisify(execFile)(process.execPath, [file, ...args], { encoding: 'utf8' }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: unknown) => failed.parse(error),
  );
}

/** The commands that a first deployment needs, once a digest was closed. */
export function doctorSuite(stack: Running): void {
  describe('a stack that was just deployed', () => {
    test('is examined, each check in a line, and told what to do about what is wrong', async () => {
      const { client } = stack;
      const healthy = await command('doctor', '--local', client.url);
      expect(healthy.stdout.split('\n').filter((line) => !line.startsWith('✓ '))).toEqual(['']);
      expect([healthy.code, healthy.stdout.split('\n').length]).toEqual([0, 12]);

      await client.fault('slack', 'chat.scheduleMessage', 'error:not_in_channel');
      const outside = await command('doctor', '--local', client.url);
      expect(outside.stdout).toContain(
        '✗ Slack channel: Slack answers not_in_channel\n    Invite the app to the channel: /invite @Countersign\n',
      );
      expect(outside.code).toBe(1);
    });

    test('gets its Slack manifest with its own address', async () => {
      const { stdout } = await command('manifest', '--local', stack.client.url);
      expect(stdout).toMatch(/^ {4}request_url: https?:\/\/.+\/slack\/interactions$/m);
      expect(stdout).not.toContain('replace-me');
      const json = await command('manifest', '--local', stack.client.url, '--json');
      expect(JSON.parse(json.stdout)).toMatchObject({ settings: { interactivity: { is_enabled: true } } });
    });
  });
}
