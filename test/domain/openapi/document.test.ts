import { describe, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import * as z from 'zod';
import { openApi } from '../../../domain/openapi/document.ts';
import { routeNames } from '../../../domain/routes.ts';

const document = openApi('https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

const partSchema = z.object({
  content: z
    .record(z.string(), z.object({ example: z.unknown(), examples: z.unknown() }).partial())
    .default({}),
});

/** What Redocly's linter says of a document, by its recommended rules, warnings included. */
async function complaints(source: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lintFromString({ source: JSON.stringify(source), config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
}

describe('the OpenAPI document', () => {
  test('has nothing that Redocly’s linter finds', async () => {
    expect(await complaints(document)).toEqual([]);
  });

  test('would not pass with a mistake in it', async () => {
    expect(await complaints({ ...document, servers: [] })).not.toEqual([]);
  });

  test('has every route, each operation with an id and a tag of its own', () => {
    expect(operations.map(({ route }) => route).sort()).toEqual([...routeNames].sort());
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect(document.tags.map(({ name }) => name)).toContain(operation.tags[0]);
    }
  });

  test('has an example of each body and each answer, and each error with its codes', () => {
    const bare = operations.flatMap(({ route, operation }) => {
      const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) =>
        Object.values(partSchema.parse(part ?? {}).content),
      );
      return contents.filter(({ example, examples }) => !(example ?? examples)).map(() => route);
    });
    expect(bare).toEqual([]);
    const { responses } = document.paths['/requests']?.post ?? { responses: {} };
    expect(JSON.stringify(responses)).toContain('urn:countersign:problem:idempotency-key-reused');
  });
});
