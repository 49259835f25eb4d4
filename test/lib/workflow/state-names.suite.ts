import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import { environments } from '../../../lambdas/environment.ts';
import { synthesized } from '../synthesized.ts';

/** The task states of both state machines, from the synthesized template. */
async function taskNames(): Promise<string[]> {
  const { template } = await synthesized();
  return template.all('AWS::StepFunctions::StateMachine').flatMap(({ Properties }) => {
    const { States } = z
      .object({ States: z.record(z.string(), z.object({ Type: z.string() })) })
      .parse(JSON.parse(String(Properties.DefinitionString)));
    return Object.keys(States).filter((name) => States[name]?.Type === 'Task');
  });
}

describe('the workflows', () => {
  test('name each state like the file of its handler, and have one for every request type', async () => {
    const tasks = await taskNames();
    // "Create Roles Anywhere profile" is create-rolesanywhere-profile: letters count.
    const letters = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');
    const files = Object.keys(environments).map(letters);
    expect(files).toEqual(expect.arrayContaining(tasks.map(letters)));
    expect(Object.keys(environments)).toEqual(
      expect.arrayContaining(requestTypeNames.flatMap((type) => [`create-${type}`, `remove-${type}`])),
    );
    const titles = requestTypeNames.flatMap((type) =>
      ['Create', 'Remove'].map((does) => `${does} ${submissions[type].title}`),
    );
    expect(tasks).toEqual(expect.arrayContaining(titles));
  }, 60_000);
});
