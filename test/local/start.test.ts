import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseOptions, usage } from '../../local/options.ts';
import { takenPort } from './api/harness.ts';
import { end, launch, run } from './start/process.ts';

const start = (...args: string[]) => run('local/start.ts', ...args);

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('npm start says in one line and without a stack trace', () => {
  const refusal = async (...args: string[]) => {
    const { child, errors, output } = await start(...args);
    expect(child.exitCode).toBe(1);
    expect(output).toMatch(/^Starting Countersign …\n/);
    return errors;
  };

  test('that the port is taken', async () => {
    const { port, free } = await takenPort();
    expect(await refusal('--port', String(port))).toBe(
      `Port ${port} is taken. Choose another with --port, or stop what is using it.\n`,
    );
    await free();
  });

  test('what is wrong with the configuration, each mistake in its own line', async () => {
    const file = join(directory, 'wrong.config.ts');
    writeFileSync(
      file,
      'export default { slack: { team: "T0A", app: "A0A", channel: "#general" }, approvals: [] };',
    );
    const lines = (await refusal('--port', '0', '--config', file)).trimEnd().split('\n');
    expect(lines).toContainEqual(
      `${file}: slack.channel: it cannot be "#general"; write a Slack channel id such as C0APPROVALS.`,
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/^\S+wrong\.config\.ts: .+\.$/);
  });

  test('that the configuration is not there', async () => {
    expect(await refusal('--port', '0', '--config', join(directory, 'absent.ts'))).toMatch(
      /^\S+absent\.ts: .+\n$/,
    );
  });

  test('that the data directory cannot be used', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    expect(await refusal('--port', '0', '--data', file)).toMatch(
      /^The data directory \S+ cannot be used: .+\n$/,
    );
  });
});

test('npm start ends at once when it is stopped while it synthesizes', async () => {
  const file = join(directory, 'new.config.ts');
  writeFileSync(
    file,
    `import own from '${pathToFileURL('countersign.config.ts')}';
    export default { ...own, deployment: { ...own.deployment, tags: { start: '${randomUUID()}' } } };`,
  );
  const started = launch('local/start.ts', '--port', '0', '--config', file);
  const synthesizing = `Synthesizing the stack with ${file}. Later starts skip this until something changes.\n`;
  await started.says(synthesizing);
  const code = await end(started, 'SIGINT');
  expect({ code, errors: started.errors, output: started.output }).toEqual({
    code: 0,
    errors: '',
    output: `Starting Countersign …\n${synthesizing}`,
  });
});

test('npm start explains itself', async () => {
  const { child, output } = await start('--help');
  expect({ code: child.exitCode, output }).toEqual({ code: 0, output: `${usage}\n` });
});

describe('the command line', () => {
  test('has a default for everything', () => {
    expect(parseOptions([])).toEqual({
      port: 4000,
      configuration: 'countersign.config.ts',
      data: undefined,
      slackLimit: true,
      awsLimits: true,
      verbose: false,
    });
  });

  test('takes every option', () => {
    const args = [
      '--port',
      '0',
      '--data',
      'd',
      '--config',
      'c.ts',
      '--slack-limit',
      'off',
      '--aws-limits',
      'off',
      '--verbose',
    ];
    expect(parseOptions(args)).toEqual({
      port: 0,
      configuration: 'c.ts',
      data: 'd',
      slackLimit: false,
      awsLimits: false,
      verbose: true,
    });
  });

  test.each([
    [['--port', 'http'], "argument 'http' is invalid. It is a number from 0 to 65535."],
    [['--slack-limit', 'no'], "argument 'no' is invalid. Allowed choices are on, off."],
    [['--aws-limits', 'no'], "argument 'no' is invalid. Allowed choices are on, off."],
    [['--prot', '1'], 'Did you mean --port?'],
    [['extra'], 'Usage: npm start'],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
