import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { jsonSource } from '../../../cli/requests/input/json-source.ts';
import { submissionOf } from '../../../cli/requests/input/submission.ts';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import { countersign } from '../../support/command.ts';
import { temporaryFolder } from '../../support/exported.ts';

const { folder, remove } = temporaryFolder();
afterAll(remove);

/** What is said of a file before anything is sent. */
async function told(content: string | Uint8Array): Promise<string[]> {
  const path = join(folder, 'role.json');
  writeFileSync(path, content);
  const { code, err } = await countersign([
    'request',
    'iam-role',
    '--file',
    path,
    '--local',
    'http://127.0.0.1:9',
  ]);
  expect(code).toBe(1);
  return err.replaceAll(path, 'role.json').trimEnd().split('\n');
}

describe('a file that cannot be taken', () => {
  const contents: [string, string | Uint8Array, unknown[]][] = [
    ['is empty', ' \n', ['role.json is empty.', expect.stringContaining('--skeleton')]],
    [
      'has 2 MiB',
      ' '.repeat(2 * 1024 * 1024),
      ['role.json has 2.0 MiB or more; a submission has at most 64 KiB.', expect.any(String)],
    ],
    [
      'is YAML',
      '# a role\nRoleName: x\nPath: /requested/\n',
      ['role.json looks like YAML; countersign takes JSON.', 'Convert it first: yq -o json . role.json'],
    ],
    [
      'lacks a comma',
      '{\n  "RoleName": "x"\n  "Path": "/"\n}',
      [
        'role.json:3:3: A comma is missing here. (not-json)',
        'role.json is no JSON.',
        'Correct it at that place.',
      ],
    ],
    [
      'has a comment',
      '{\n  // a\n}',
      [expect.stringMatching(/^role.json:2:3: JSON has no comments\./), ...rest()],
    ],
    [
      'has a comma too many',
      '{ "a": 1, }',
      [expect.stringMatching(/^role.json:1:\d+: A name .* no comma\./), ...rest()],
    ],
    [
      'ends too early',
      '{ "a": [1',
      [expect.stringMatching(/^role.json:1:10: A closing ] is missing/), ...rest()],
    ],
    ['is a list', '[]', ['role.json holds a list, not an object { … }.', expect.any(String)]],
    [
      'says something twice',
      '{ "RoleName": "x",\n  "RoleName": "y" }',
      [
        'role.json:2:3: "RoleName" is there before: only one of the two could count. (duplicate-key)',
        'role.json says some things twice.',
        'Keep one of each.',
      ],
    ],
    [
      'is no text',
      new Uint8Array([0xff, 0xfe, 0x00]),
      ['role.json is no text in UTF-8.', expect.any(String)],
    ],
    [
      'is about something else',
      '{ "Type": "AWS::S3::Bucket", "Properties": {} }',
      ['role.json is about "AWS::S3::Bucket" ("Type"), not AWS::IAM::Role.', expect.any(String)],
    ],
  ];
  function rest(): unknown[] {
    return ['role.json is no JSON.', 'Correct it at that place.'];
  }

  test.each(contents)('since it %s is named, with what to do', async (_, content, lines) => {
    expect(await told(content)).toEqual(lines);
  });

  test('since it is none is named, with what to do', async () => {
    mkdirSync(join(folder, 'a-folder'));
    const say = async (path: string) => (await countersign(['request', 'iam-role', '--file', path])).err;
    expect(await say(join(folder, 'a-folder'))).toMatch(/a-folder is a directory\.\nName a file in it\.\n$/);
    expect(await say(join(folder, 'none.json'))).toMatch(
      /^There is no file .*none\.json\.\nCheck the name\. /,
    );
    expect((await countersign(['request', 'iam-role'])).err).toMatch(
      /^Nothing says what to ask for\.\nName a file/,
    );
  });
});

describe('a file that can be taken', () => {
  const bodyOf = (type: RequestTypeName, value: object, why?: string) =>
    submissionOf(jsonSource({ name: 'f', text: JSON.stringify(value) }), type, why).body;

  test('may be a skeleton of the AWS CLI, of which only what was filled in counts', () => {
    const skeleton = {
      ...{ name: 'build', roleArns: [''], durationSeconds: 0, enabled: true, sessionPolicy: '' },
      tags: [{ key: '', value: '' }],
    };
    expect(bodyOf('rolesanywhere-profile', skeleton, 'because')).toEqual({
      type: 'rolesanywhere-profile',
      justification: 'because',
      parameters: { name: 'build', enabled: true },
    });
  });

  test('may be spelled as CloudFormation spells it', () => {
    const Properties = { ManagedPolicyName: 'reads', PolicyDocument: { Statement: [] } };
    expect(bodyOf('iam-policy', { Type: 'AWS::IAM::ManagedPolicy', Properties }).parameters).toEqual({
      PolicyName: 'reads',
      PolicyDocument: { Statement: [] },
    });
    const profile = { Name: 'build', RoleArns: [], Tags: [{ Key: 'team', Value: 'a' }] };
    expect(bodyOf('rolesanywhere-profile', profile).parameters).toEqual({
      ...{ name: 'build', roleArns: [], tags: [{ key: 'team', value: 'a' }] },
    });
  });

  test('may be a whole submission, whose justification --why replaces', () => {
    const whole = { type: 'iam-role', justification: 'in the file', parameters: { RoleName: 'x' } };
    expect(bodyOf('iam-role', whole)).toEqual(whole);
    expect(bodyOf('iam-role', whole, 'said')).toEqual({ ...whole, justification: 'said' });
  });

  test('keeps names that objects have by themselves', () => {
    const text = '{ "RoleName": "x", "__proto__": { "a": "b" } }';
    const { body } = submissionOf(jsonSource({ name: 'f', text }), 'iam-role', 'because');
    expect(JSON.stringify(body)).toContain('"__proto__":{"a":"b"}');
  });

  test('tells where a problem is: at the value, at its name, or in what it is missing from', () => {
    const text =
      '{ "Type": "AWS::RolesAnywhere::Profile",\n  "Properties": {\n    "Name": "é",\n    "Nmae": 1 } }';
    const { placed } = submissionOf(jsonSource({ name: 'f', text }), 'rolesanywhere-profile', undefined);
    const at = (pointer: string, code = 'pattern') => {
      const { source, line, column } = placed({ pointer, code, detail: '' });
      return [source, line, column];
    };
    expect(at('/parameters/name')).toEqual(['f', 3, 13]);
    expect(at('/parameters/nmae', 'unknown-field')).toEqual(['f', 4, 5]);
    expect(at('/parameters/roleArns', 'missing')).toEqual(['f', 2, 17]);
    expect(at('/parameters/name/deeper/0')).toEqual(['f', 3, 13]);
    expect(at('/justification')).toEqual(['--why', undefined, undefined]);
  });
});
