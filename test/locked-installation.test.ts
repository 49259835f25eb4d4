import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as z from 'zod';

const locked = z
  .object({
    integrity: z.string().regex(/^sha512-/),
    resolved: z.string(),
    link: z.boolean(),
    hasInstallScript: z.boolean(),
    inBundle: z.boolean(),
  })
  .partial();
const lock = z
  .object({ packages: z.record(z.string(), locked) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const { allowScripts } = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const installed = Object.entries(lock.packages).filter(([path]) => path.includes('node_modules/'));

test('everything that is installed is locked with its hash, from whatever registry it comes', () => {
  const loose = installed.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);
  expect(loose).toEqual([]);
  expect(installed.filter(([, { resolved, link }]) => resolved !== undefined && !link)).toEqual([]);
});

test('Node itself is, for each platform', () => {
  const platforms = installed.filter(([path]) => /\/node-(bin-)?(linux|darwin|win)-\w+$/.test(path));
  expect(platforms).toHaveLength(5);
});

test('nothing runs at installation: each script is refused by name', () => {
  const scripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  expect(scripts.map((path) => path.replace(/^.*node_modules\//, '')).sort()).toEqual(
    Object.keys(allowScripts).sort(),
  );
  expect(Object.values(allowScripts)).not.toContain(true);
});
