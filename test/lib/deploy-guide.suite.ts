import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { fixedNamesOf } from './fixed-names.ts';
import { synthesized } from './synthesized.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
const { template, templateFile } = await synthesized();
const packageFile = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
const { bin } = z.object({ bin: z.record(z.string(), z.string()) }).parse(JSON.parse(packageFile));
const shape = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), DeletionPolicy: z.string().optional(), Properties: z.unknown() }),
  ),
});
const { Resources } = shape.parse(JSON.parse(readFileSync(templateFile, 'utf8')));

/** The account and region that the tests' templates are resolved for, as the guide writes them. */
const inWords = (name: string) => name.replace('111122223333-us-east-1', 'ACCOUNT-REGION');
const names = fixedNamesOf(template).map(({ name }) => inWords(name));

/** The text of a section, without those that follow. */
function section(heading: string): string {
  const [, text = ''] = guide.split(new RegExp(`^#+ ${heading}$`, 'm'));
  return text.split(/^#+ /m)[0] ?? '';
}

test('what remains is listed as the template says, each thing once', () => {
  const rows = [...section('What remains').matchAll(/^\| `(AWS::[\w:]+)` \| (.*?) \|/gm)].map(
    ([, type, name = '']) => {
      const [, fixed] = /^`(countersign[^`]*)`$/.exec(name) ?? [];
      return `${type} ${fixed ?? 'without a fixed name'}`;
    },
  );
  const named = new Map(fixedNamesOf(template).map(({ type, name }) => [`${type} ${name}`, inWords(name)]));
  const retained = Object.values(Resources).map(({ Type }) => Type);
  const remaining = [...new Set(retained)].flatMap((type) =>
    template
      .all(type)
      .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'))
      .map(({ Properties }) => {
        const own = Object.values(Properties).find((value) => named.has(`${type} ${String(value)}`));
        return `${type} ${named.get(`${type} ${String(own)}`) ?? 'without a fixed name'}`;
      }),
  );
  expect(rows.sort()).toEqual(remaining.sort());
});

describe('a command of the guide', () => {
  const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const commands = blocks.join('\n');

  test('names what the stack has', () => {
    const said = [...commands.matchAll(/countersign[-/][a-z][\w-]*/g)].map(([name]) => name);
    const known = [...names.map((name) => name.replace(/^\//, '')), ...Object.keys(bin)];
    expect(said.length).toBeGreaterThan(8);
    expect(said.filter((name) => !known.includes(name))).toEqual([]);
    const [, list = ''] = /for function in ([\w -]+);/.exec(commands) ?? [];
    for (const name of list.split(' ')) expect(names).toContain(`countersign-${name}`);
  });

  test('reads outputs that there are', () => {
    const outputs = [...commands.matchAll(/OutputKey=='(\w+)'/g)].map(([, name]) => name);
    expect(outputs).toEqual(['ApiUrl']);
    for (const name of [...outputs, 'AuditKeyArn']) expect(template.outputs()).toHaveProperty(String(name));
  });
});

test('what can be imported refers to nothing that is not imported with it: CloudFormation refuses it otherwise', () => {
  const [, text = ''] = /^```json\n([\s\S]*?)^```/m.exec(section('Over what is left')) ?? [];
  const mapping = z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(text));
  const ids = Object.keys(mapping);
  const kept = Object.entries(Resources)
    .filter(
      ([, { Type, DeletionPolicy }]) =>
        DeletionPolicy?.startsWith('Retain') && !/^AWS::(IAM|ApiGateway)/.test(Type),
    )
    .map(([id]) => id);
  expect(ids.sort()).toEqual(kept.sort());
  for (const id of ids) {
    const references = Object.keys(Resources).filter((other) =>
      JSON.stringify(Resources[id]).includes(`"${other}"`),
    );
    expect(references.filter((other) => !ids.includes(other))).toEqual([]);
  }
});
