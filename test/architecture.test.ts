import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import * as z from 'zod';
import { requestTypeNames } from '../domain/request-types/names.ts';
import { submissions } from '../domain/request-types/registry.ts';
import { submit } from '../domain/submission.ts';
import { environments } from '../lambdas/environment.ts';
import { inIam } from './support/people.ts';
import { submissionContext } from './support/submission.ts';

const root = resolve(import.meta.dirname, '..');

interface Source {
  path: string;
  text: string;
  /** What it imports, as paths from the root or as package names. */
  imports: string[];
}

/** Every TypeScript file of a folder. */
function sourcesOf(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.startsWith('page/'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** What a file imports or exports from elsewhere, types included, found by parsing it. */
function importsOf(path: string, text: string): string[] {
  const { body } = parseSync(text, { syntax: path.endsWith('.ts') ? 'typescript' : 'ecmascript' });
  return sourcesNamedIn(body).map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : name,
  );
}

/** The text of every import, re-export, dynamic import and imported type in a syntax tree. */
function sourcesNamedIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(sourcesNamedIn);
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(sourcesNamedIn);
  if (!('type' in node && typeof node.type === 'string' && importing.has(node.type))) return below;
  const own = importSchema.safeParse(node);
  return own.success ? [own.data, ...below] : below;
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'TsImportType',
  'CallExpression',
]);
const literal = z.object({ type: z.literal('StringLiteral'), value: z.string() });
const importSchema = z.union([
  z
    .object({
      type: z.enum(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration']),
      source: literal,
    })
    .transform(({ source }) => source.value),
  z
    .object({ type: z.literal('TsImportType'), argument: literal })
    .transform(({ argument }) => argument.value),
  z
    .object({
      callee: z.object({ type: z.literal('Import') }),
      arguments: z.tuple([z.object({ expression: literal })], z.unknown()),
    })
    .transform(({ arguments: [{ expression }] }) => expression.value),
]);

const folders = ['bench', 'cli', 'domain', 'lambdas', 'lib', 'local', 'package', 'simulate', 'slack', 'test'];
const sources = folders.flatMap(sourcesOf);
const below = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));
const domain = below('domain');
const lambdas = below('lambdas');
const lib = below('lib');
const local = below('local');
const audit = below('cli/audit');
const doctor = below('cli/doctor');
const deployment = below('cli/deployment');

/** `importer → imported` for every import of a file in one of these folders. */
function arrows(sources: Source[], forbidden: (imported: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.filter(forbidden).map((imported) => `${path} → ${imported}`),
  );
}
const within =
  (...folders: string[]) =>
  (imported: string) =>
    folders.some((folder) => imported.startsWith(`${folder}/`));
/** `path: line` for every line of code that matches. */
function lines(sources: Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line) && !/^\s*(\/\/|\/?\*)/.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

describe('the arrows between folders', () => {
  test('of the domain lead nowhere', () => {
    expect(arrows(domain, within('lambdas', 'lib', 'local', 'test', 'simulate', 'bench'))).toEqual([]);
    expect(arrows(domain, (name) => /^(aws-cdk|constructs|@slack\/web-api|@aws-lambda)/.test(name))).toEqual(
      [],
    );
  });

  test('of the lambdas lead to the domain', () => {
    expect(arrows(lambdas, within('lib', 'local', 'test', 'simulate', 'bench'))).toEqual([]);
    expect(arrows(lambdas, (name) => /^(aws-cdk|constructs)/.test(name))).toEqual([]);
  });

  test('of the stack lead to the domain and to the environment of the functions', () => {
    expect(arrows(lib, within('local', 'test', 'simulate', 'bench'))).toEqual([]);
    expect(arrows(lib, (name) => name.startsWith('lambdas/') && name !== 'lambdas/environment.ts')).toEqual(
      [],
    );
  });

  test('of the local stack do not lead into the functions: it runs their bundles', () => {
    expect(arrows(local, within('lambdas', 'test', 'simulate', 'bench'))).toEqual([]);
  });

  test("of the auditor's tool lead to the domain and to where a deployment is: it shares nothing with what it checks", () => {
    const others = within('lambdas', 'lib', 'local', 'test', 'simulate', 'bench');
    expect(arrows([...audit, ...deployment], others)).toEqual([]);
    expect(arrows(deployment, within('domain', 'cli/audit'))).toEqual([]);
  });

  test('do not run in circles, those of types included', () => {
    expect(circleIn(new Map(sources.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test('are found in every form that an import can have', () => {
    const forms = `import './a.ts'; import type { B } from './b.ts'; export * from './c.ts'; export { d } from './d.ts';
      type E = import('./e.ts').E; const f = await import('./f.ts'); // import './not-this.ts'`;
    expect(importsOf('x.ts', forms)).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts', 'f.ts']);
  });
});

/** The first circle of imports there is. */
function circleIn(imports: ReadonlyMap<string, string[]>): string[] {
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    const found = (imports.get(path) ?? [])
      .map((next) => visit(next, [...trail, path]))
      .find(({ length }) => length > 0);
    done.add(path);
    return found ?? [];
  };
  return [...imports.keys()].map((path) => visit(path, [])).find(({ length }) => length > 0) ?? [];
}

describe('the domain', () => {
  test('makes no client of AWS: commands and types only', () => {
    expect(lines(domain, /new [A-Z]\w*Client\(/)).toEqual([]);
  });

  test('takes time and chance as values', () => {
    expect(lines(domain, /Date\.now\(|new Date\(\)|Math\.random|randomUUID|setTimeout|setInterval/)).toEqual(
      [],
    );
  });

  test('reads no files and calls nobody', () => {
    // From `net` come only questions about text, such as whether it is an IP address.
    expect(arrows(domain, (name) => /^node:(?!(crypto|net|util)$)/.test(name))).toEqual([]);
    expect(lines(domain, /\bfetch\(/)).toEqual([]);
  });
});

describe('functions', () => {
  test('read their environment in one place', () => {
    const elsewhere = [...domain, ...lambdas].filter(({ path }) => path !== 'lambdas/environment.ts');
    expect(lines(elsewhere, /process\.env/)).toEqual([]);
  });

  test('write no line but through their logger', () => {
    expect(lines([...domain, ...lambdas], /\bconsole\.\w+\(/)).toEqual([]);
  });

  test('do not know whether they run locally', () => {
    expect(lines([...domain, ...lambdas, ...lib], /\bisLocal\b|if \(local\)|LOCAL_STACK/)).toEqual([]);
  });

  test('are one file each, named in the environment contract, and the other way round', () => {
    const files = lambdas
      .filter(({ text }) => /export const handler\b/.test(text))
      .map(({ path }) => path.replace(/^lambdas\/|\.ts$/g, ''));
    expect(files.sort()).toEqual(Object.keys(environments).sort());
  });

  test('ask for their own environment', () => {
    const named = lambdas.flatMap(({ path, text }) => {
      const [, name] = /= serve(?:Route|Creator|Remover)?\(\s*'([^']+)'/.exec(text) ?? [];
      return name === undefined ? [] : [[path, `lambdas/${name}.ts`]];
    });
    expect(named).toHaveLength(Object.keys(environments).length);
    for (const [path, expected] of named) expect(path).toBe(expected);
  });
});

describe('the arrows of the doctor', () => {
  test('lead to shapes and to the configuration, not to what it examines', () => {
    expect(arrows(doctor, within('lambdas', 'local', 'cli/audit', 'test', 'simulate', 'bench'))).toEqual([]);
  });
});

describe('sources', () => {
  test('leave the compiler its word: no any, no ignored errors, no assertion that something is there', () => {
    expect(
      lines(
        [...domain, ...lambdas, ...lib, ...local, ...audit, ...doctor],
        /@ts-(ignore|expect-error)|: any\b|<any>|as any\b/,
      ),
    ).toEqual([]);
  });
});

test.each(requestTypeNames)('the example of %s passes with the default configuration', (type) => {
  const result = submit({ type, ...submissions[type].example }, inIam('alice'), submissionContext());
  expect(result).toMatchObject({ ok: true });
});
