import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { environments } from '../../lambdas/environment.ts';
import { buildPackage } from '../../package/build.ts';
import { temporaryFolder } from './synthesized.ts';

const root = resolve(import.meta.dirname, '../..');
const theirs = temporaryFolder();
const installed = join(theirs, 'node_modules/countersign');

const app = `
import { App, Stack } from 'aws-cdk-lib';
import { Countersign, type ConfigurationInput, group } from 'countersign';

const configuration: ConfigurationInput = {
  slack: { team: 'T0COUNTERSIGN', app: 'A0COUNTERSIGN', channel: 'C0APPROVALS' },
  approvals: [{ when: 'any', approvers: [group('S0LEADS')], quorum: 1, window: '72h' }],
  guardrails: { path: '/requested/', permissionsBoundary: 'default' },
  audit: { objectLock: { mode: 'governance', days: 30 } },
};
const app = new App({ outdir: 'synthesized', builtinCloudFormationValidation: false });
new Countersign(new Stack(app, 'Access'), 'Countersign', { configuration });
app.synth();
`;
const mistaken = `
import { App, Stack } from 'aws-cdk-lib';
import { Countersign } from 'countersign';

new Countersign(new Stack(new App(), 'Access'), 'Countersign', { configuration: { slack: 3 } });
`;
const tsconfig = {
  compilerOptions: {
    ...{ noEmit: true, strict: true, module: 'nodenext', target: 'es2024', types: ['node'] },
    skipLibCheck: true,
  },
};

const manifestSchema = z.object({
  version: z.string(),
  bin: z.record(z.string(), z.string()),
  files: z.array(z.string()),
  peerDependencies: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** Lays the package out as npm would: the files that it ships, its commands, and what it depends on beside it. */
async function install(): Promise<void> {
  mkdirSync(installed, { recursive: true });
  for (const shipped of ['package.json', ...manifest.files.filter((file) => file !== 'dist')]) {
    cpSync(join(root, shipped), join(installed, shipped), { recursive: true });
  }
  await buildPackage(join(installed, 'dist'));
  for (const peer of ['@types', ...Object.keys({ ...manifest.peerDependencies, ...manifest.dependencies })]) {
    symlinkSync(join(root, 'node_modules', peer), join(theirs, 'node_modules', peer));
  }
  mkdirSync(join(theirs, 'node_modules/.bin'));
  for (const [name, file] of Object.entries(manifest.bin)) {
    symlinkSync(join(installed, file), join(theirs, 'node_modules/.bin', name));
  }
  writeFileSync(join(theirs, 'app.ts'), app);
  writeFileSync(join(theirs, 'mistaken.ts'), mistaken);
  writeFileSync(join(theirs, 'tsconfig.json'), JSON.stringify(tsconfig));
}

/** Runs a program in somebody else's folder; returns what it printed, whether it succeeded or not. */
function run(...args: [string, ...string[]]): string {
  const [file, ...rest] = args;
  try {
    return execFileSync(file, rest, { cwd: theirs, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return z
      .object({ stdout: z.string(), stderr: z.string() })
      .transform((said) => said.stdout + said.stderr)
      .parse(error);
  }
}

describe('the package', () => {
  beforeAll(install, 180_000);

  test('has types that take a configuration and refuse a wrong one', () => {
    expect(run(join(root, 'node_modules/.bin/tsc'), '-p', '.')).toMatch(
      /^mistaken\.ts\(5,83\): error TS2322: [^\n]+\n$/,
    );
  });

  test('is synthesized in an app of theirs without sources or bundler, the configuration beside each function', () => {
    expect(run(process.execPath, 'app.ts')).toBe('');
    const assets = readdirSync(join(theirs, 'synthesized')).filter((name) => name.startsWith('asset.'));
    const bundles = assets.filter((name) =>
      readdirSync(join(theirs, 'synthesized', name)).includes('index.mjs'),
    );
    expect(bundles).toHaveLength(Object.keys(environments).length);
    for (const bundle of bundles) {
      const file = join(theirs, 'synthesized', bundle, 'configuration.json');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ slack: { channel: 'C0APPROVALS' } });
    }
  });

  test('has the command, and the names that parts of it had', () => {
    const command = (name: string, ...args: string[]) =>
      run(join(theirs, 'node_modules/.bin', name), ...args);
    expect(run('npx', '--no', '--', 'countersign', '--version')).toBe(`${manifest.version}\n`);
    // A part that is loaded only now.
    expect(command('countersign', 'request', 'iam-role', '--skeleton')).toMatch(/^\{\n {2}"RoleName":/);
    for (const name of ['audit', 'doctor', 'manifest']) {
      expect(command(`countersign-${name}`, '--version')).toBe(`${manifest.version}\n`);
      expect(command(`countersign-${name}`, '--help')).toMatch(`Usage: countersign ${name} `);
    }
  });
});

/** Names of packages whose modules a source map lists. */
function packagesIn(map: string): string[] {
  const { sources } = z.object({ sources: z.array(z.string()) }).parse(JSON.parse(readFileSync(map, 'utf8')));
  const names = sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
  return [...new Set(names)];
}

describe('what others wrote and the package contains', () => {
  test('is named in each function with its licence', () => {
    for (const name of Object.keys(environments)) {
      const folder = join(installed, 'dist/functions', name);
      const text = readFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
      for (const each of packagesIn(join(folder, 'index.mjs.map'))) expect(text).toContain(`\n${each} `);
      expect(text).toContain('Permission is hereby granted, free of charge');
    }
  });

  test('is named beside the commands', () => {
    const text = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'yaml', 'csv-parse', 'cli-table3', '@aws-sdk/client-s3', 'zod']) {
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
    expect(text).not.toMatch(/^(jest|playwright-core|aws-cdk-lib) /m);
  });
});

describe('the functions of the package', () => {
  const folders = Object.keys(environments).map((name) => join(installed, 'dist/functions', name));

  test('load by themselves and export a handler', () => {
    const script = `
      for (const file of process.argv.slice(1)) {
        const { handler } = await import(file);
        console.log(typeof handler);
      }`;
    const files = folders.map((folder) => join(folder, 'index.mjs'));
    const printed = run(process.execPath, '--input-type=module', '-e', script, ...files);
    expect(printed.trim().split('\n')).toEqual(folders.map(() => 'function'));
  });

  test('know every action that AWS knows, where they judge documents', () => {
    const file = join(installed, 'dist/functions/validate-request/services.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      s3: { actions: expect.arrayContaining(['GetObject', 'PutObject']) },
    });
  });

  test('come with source maps that name the sources as they are in the repository', () => {
    for (const folder of folders) {
      const map: unknown = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));
      const { sources } = z.object({ sources: z.array(z.string()) }).parse(map);
      const ours = sources.filter((source) => !source.includes('node_modules'));
      expect(ours).toContain('../../lambdas/environment.ts');
    }
  });
});
