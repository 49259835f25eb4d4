import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { configurationSchema } from '../../domain/configuration/configuration.ts';
import { apiDeclarations, apiText } from '../../package/api/api.ts';

const root = resolve(import.meta.dirname, '../..');
const declarations = apiDeclarations(root);

test('API.md is what npm run api makes of the types', () => {
  expect(readFileSync(join(root, 'API.md'), 'utf8')).toBe(apiText(root));
});

test('everything that the package exports says what it is, and each option what holds without it', () => {
  for (const { name, text, members } of declarations) {
    expect(`${name}: ${text}`).toMatch(/: .+$/);
    for (const member of members) {
      expect(`${name}.${member.name}: ${member.text}`).toMatch(/: .+$/);
      if (member.isOptional) expect(`${name}.${member.name}: ${member.default}`).not.toMatch(/: undefined$/);
    }
  }
});

type Schema = z.core.JSONSchema.JSONSchema;

/** The name of every option of a schema, and what holds without it where the schema says so. */
function optionsOf(schema: Schema | boolean | undefined): [string, unknown][] {
  if (typeof schema !== 'object') return [];
  const { anyOf = [], properties = {}, items } = schema;
  const below = [...anyOf, ...Object.values(properties), ...[items].flat()];
  const own = Object.entries(properties).map(([name, each]): [string, unknown] => [
    name,
    typeof each === 'object' ? each.default : undefined,
  ]);
  return [...own, ...below.flatMap((each) => optionsOf(each))];
}

test('every option that the schema has is there, with the default that the schema has', () => {
  const schema = z.toJSONSchema(configurationSchema, { io: 'input', unrepresentable: 'any' });
  const members = declarations.flatMap((each) => each.members);
  const inTypes = declarations.map(({ signature }) => signature).join();
  for (const [name, byDefault] of optionsOf(schema)) {
    const documented = members.filter((member) => member.name === name);
    const isThere = documented.length > 0 || new RegExp(`\\b${name}\\??:`).test(inTypes) || name in approver;
    expect([name, isThere]).toEqual([name, true]);
    if (typeof byDefault !== 'string' && typeof byDefault !== 'number') continue;
    const written = typeof byDefault === 'string' ? `'${byDefault}'` : String(byDefault);
    expect(documented.map((member) => [name, member.default])).toContainEqual([name, written]);
  }
});

/** What `user`, `group`, `role` and `iam` make is not written by hand. */
const approver = { user: true, group: true, role: true, iamUser: true };
