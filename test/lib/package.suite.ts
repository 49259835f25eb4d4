import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { environments } from '../../lambdas/environment.ts';
import { declarationsIn } from '../../package/api/declarations.ts';
import { buildPackage } from '../../package/build.ts';
import { temporaryFolder } from './synthesized.ts';

const root = resolve(import.meta.dirname, '../..');
const theirs = temporaryFolder();
const installed = join(theirs, 'node_modules/countersign');

const examples = ['minimal', 'own-resources'] as const;
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
  name: z.string(),
  version: z.string(),
  bin: z.record(z.string(), z.string()),
  files: z.array(z.string()),
  peerDependencies: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
/** What `npm pack` calls the file. */
const packedName = `${manifest.name}-${manifest.version}.tgz`;

/** Packs the package with npm, unpacks it as npm would, and puts what it depends on beside it. */
async function install(): Promise<void> {
  const packed = temporaryFolder();
  for (const shipped of ['package.json', 'README.md', 'LICENSE', ...manifest.files]) {
    if (shipped !== 'dist') cpSync(join(root, shipped), join(packed, shipped), { recursive: true });
  }
  await buildPackage(join(packed, 'dist'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: packed });
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(packed, packedName), '--strip-components=1', '-C', installed]);
  for (const peer of ['@types', ...Object.keys({ ...manifest.peerDependencies, ...manifest.dependencies })]) {
    symlinkSync(join(root, 'node_modules', peer), join(theirs, 'node_modules', peer));
  }
  mkdirSync(join(theirs, 'node_modules/.bin'));
  for (const [name, file] of Object.entries(manifest.bin)) {
    symlinkSync(join(installed, file), join(theirs, 'node_modules/.bin', name));
  }
  for (const name of examples) cpSync(join(root, 'examples', name), join(theirs, name), { recursive: true });
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

  test.each(examples)(
    'is synthesized in the app examples/%s without sources or bundler, the configuration beside each function',
    (name) => {
      const outdir = join(theirs, name, 'cdk.out');
      // The rules of CloudFormation take most of a synthesis; what the second one has besides is worth it.
      const validation = `CDK_VALIDATION=${name === 'own-resources'}`;
      run('env', `CDK_OUTDIR=${outdir}`, validation, process.execPath, join(name, 'app.ts'));
      const assets = readdirSync(outdir).filter((file) => file.startsWith('asset.'));
      const bundles = assets.filter((file) => readdirSync(join(outdir, file)).includes('index.mjs'));
      expect(bundles).toHaveLength(Object.keys(environments).length);
      for (const bundle of bundles) {
        const file = join(outdir, bundle, 'configuration.json');
        expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ slack: { channel: 'C0APPROVALS' } });
      }
    },
  );

  test('shows what each option and member is where its types are used', () => {
    for (const path of ['countersign', 'options/configuration-input', 'options/deployment-options']) {
      const types = declarationsIn(readFileSync(join(installed, `dist/lib/${path}.d.ts`), 'utf8'));
      expect(types.flatMap(({ members }) => members).length).toBeGreaterThan(10);
      for (const { name, members } of types) {
        for (const member of members) expect(`${name}.${member.name}: ${member.text}`).toMatch(/: .+$/);
      }
    }
  });

  test('is installed as the README says', () => {
    const peers = Object.keys(manifest.peerDependencies).join(' ');
    const lines = readFileSync(join(root, 'README.md'), 'utf8').split('\n');
    expect(lines.filter((line) => /^npm (pack|install )/.test(line))).toEqual([
      'npm pack',
      `npm install ../countersign/${packedName} ${peers}`,
    ]);
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
