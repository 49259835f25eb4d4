import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../../../domain/digest.ts';
import type { Json } from '../../../domain/json.ts';
import { requestIdTag } from '../../../domain/plan.ts';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import { context, exampleWith, planned } from './plan-context.ts';

const anyType = fc.constantFrom(...requestTypeNames);
const anyJson = fc.jsonValue({ stringUnit: 'binary' });

/** An example with any JSON in some of its fields, so that the search gets past the first hurdle. */
const almostRight = anyType.chain((type) => {
  const fields = Object.keys(submissions[type].example.parameters);
  const changes = fc.dictionary(
    fc.constantFrom(...fields, 'Tags', 'tags', 'Path', 'Description', 'x'),
    anyJson,
  );
  return changes.map((changed): [typeof type, unknown] => [type, exampleWith(type, changed)]);
});

/** An example with values that mostly pass. */
const mostlyAccepted = fc
  .record({
    Description: fc.option(fc.string({ maxLength: 20 }), { nil: undefined }),
    Path: fc.constantFrom(undefined, '/requested/', '/requested/a/'),
    MaxSessionDuration: fc.option(fc.integer({ min: 3600, max: 43_200 }), { nil: undefined }),
    Tags: fc.option(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 5 }), { nil: undefined }),
  })
  .map(({ Tags, ...fields }) =>
    exampleWith('iam-role', { ...fields, Tags: Tags?.map((Key) => ({ Key, Value: Key })) }),
  );

describe('a plan', () => {
  test('is made or refused of any JSON, without throwing', () => {
    fc.assert(
      fc.property(anyType, anyJson, (type, parameters) => {
        const result = planned(type, parameters);
        expect(result.ok || result.problems.length > 0).toBe(true);
      }),
    );
    fc.assert(
      fc.property(almostRight, ([type, parameters]) => {
        const result = planned(type, parameters);
        if (result.ok) digestOf(result.plan);
        else expect(result.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('planned again gives the same digest, whoever asks', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          mostlyAccepted.map((parameters): ['iam-role', unknown] => ['iam-role', parameters]),
          almostRight,
        ),
        ([type, parameters]) => {
          const first = planned(type, parameters);
          if (!first.ok) return;
          const again = planned(type, requesters(first.plan[0]?.parameters ?? {}), {
            ...context,
            requestId: 'another',
          });
          expect(again.ok && digestOf(again.plan)).toBe(digestOf(first.plan));
        },
      ),
    );
  });

  test.each(requestTypeNames)('of the %s example can be submitted again as it stands', (type) => {
    const first = planned(type, submissions[type].example.parameters);
    const parameters = first.ok ? requesters(first.plan[0]?.parameters ?? {}) : {};
    const again = planned(type, parameters, { ...context, requestId: 'another' });
    expect(again.ok && first.ok && digestOf(again.plan) === digestOf(first.plan)).toBe(true);
  });
});

/** Planned parameters without what Countersign added for itself. */
function requesters(parameters: Readonly<Record<string, Json>>): Record<string, Json> {
  const entries = Object.entries(parameters).filter(([name]) => name !== 'clientToken');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.filter(isRequesters) : value]),
  );
}

function isRequesters(value: Json): boolean {
  return !JSON.stringify(value).includes(requestIdTag);
}
