import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { submissions } from '../../../domain/request-types/registry.ts';
import { environments } from '../../../lambdas/environment.ts';
import { synthesized } from '../synthesized.ts';

/** The workflow's task states, from the synthesized template. */
async function taskNames(): Promise<string[]> {
  const { template } = await synthesized();
  const { DefinitionString } = template.one('AWS::StepFunctions::StateMachine').Properties;
  const { States } = z
    .object({ States: z.record(z.string(), z.object({ Type: z.string() })) })
    .parse(JSON.parse(String(DefinitionString)));
  return Object.keys(States).filter((name) => States[name]?.Type === 'Task');
}

describe('the workflow', () => {
  test('names each state like the file of its handler, and has one for every request type', async () => {
    const tasks = await taskNames();
    // "Create Roles Anywhere profile" is create-rolesanywhere-profile: letters count.
    const letters = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');
    const files = Object.keys(environments).map(letters);
    expect(files).toEqual(expect.arrayContaining(tasks.map(letters)));
    expect(Object.keys(environments)).toEqual(
      expect.arrayContaining(requestTypeNames.map((type) => `create-${type}`)),
    );
    const titles = requestTypeNames.map((type) => `Create ${submissions[type].title}`);
    expect(tasks).toEqual(expect.arrayContaining(titles));
  }, 60_000);
});
