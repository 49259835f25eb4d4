import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import {
  type DriftFinding,
  driftKey,
  driftNotice,
  driftNoticeSchema,
  driftText,
} from '../../../domain/drift/finding.ts';

const arn = 'arn:aws:iam::111122223333:role/requested/r';
const changed: DriftFinding = {
  ...{ kind: 'changed', type: 'iam-role', arn, requestId: 'r-1' },
  ...{ differences: ['MaxSessionDuration', 'Tags'], found: { MaxSessionDuration: 43_200 } },
};
const at = '2026-11-22T03:40:12.000Z';

describe('a finding', () => {
  test('is the same finding as long as it is the same state, and another one otherwise', () => {
    const { kind, ...rest } = changed;
    expect(driftKey({ ...rest, kind })).toBe(driftKey(changed));
    expect(driftKey(changed)).toMatch(/^drift\/[0-9a-f]{64}\.json$/);
    const others: DriftFinding[] = [
      { ...changed, found: { MaxSessionDuration: 3600 } },
      { ...changed, kind: 'deleted' },
      { kind: 'unexplained', type: 'iam-role', arn, createdAt: at },
      { kind: 'unexplained', type: 'iam-role', arn, createdAt: '2026-11-23T03:40:12.000Z' },
    ];
    expect(new Set([changed, ...others].map(driftKey)).size).toBe(others.length + 1);
  });

  test('is told without what was found, under its own id', () => {
    const { detail, detailType, resources } = driftNotice(changed, at);
    expect({ detailType, resources }).toEqual({ detailType: 'Drift Detected', resources: [arn] });
    expect(driftNoticeSchema.parse(detail)).toEqual({
      ...{ version: 1, kind: 'changed', type: 'iam-role', arn, at, requestId: 'r-1' },
      id: driftKey(changed).slice('drift/'.length, -'.json'.length),
      differences: ['MaxSessionDuration', 'Tags'],
    });
  });

  test.each<[DriftFinding, string]>([
    [changed, `${arn}: MaxSessionDuration, Tags not as approved in request r-1`],
    [
      { kind: 'deleted', type: 'iam-role', arn, requestId: 'r-1' },
      `${arn}: created for request r-1, and gone`,
    ],
    [{ kind: 'unexplained', type: 'iam-role', arn }, `${arn}: no approval explains it`],
    [
      { kind: 'unexplained', type: 'iam-role', arn, requestId: 'r-2' },
      `${arn}: no approval explains it; its tag claims request r-2`,
    ],
  ])('reads %#', (finding, text) => {
    expect(driftText(finding)).toBe(text);
  });
});

describe('docs/events.md', () => {
  const read = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

  test('shows a finding that the schema takes', () => {
    const [, example = ''] = /```json\n(\{\n {2}"version": 1.*?)\n```/s.exec(read('events.md')) ?? [];
    expect(driftNoticeSchema.parse(JSON.parse(example)).kind).toBe('changed');
  });

  test('stands beside the JSON Schema that the code makes', () => {
    expect(JSON.parse(read('drift.schema.json'))).toEqual(z.toJSONSchema(driftNoticeSchema));
  });
});
