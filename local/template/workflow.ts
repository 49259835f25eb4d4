import * as z from 'zod';
import { type Definition, definitionSchema } from '../workflow/definition.ts';
import type { Assembly } from './assembly.ts';
import { physicalId } from './identifiers.ts';
import { UnsupportedTemplate } from './intrinsics.ts';

const properties = z.object({ DefinitionString: z.string() });

export interface StateMachineTemplate {
  arn: string;
  definition: Definition;
}

/** The stack's state machines, in the template's order. Throws UnsupportedTemplate for one that cannot be run here. */
export function readStateMachines(assembly: Assembly): StateMachineTemplate[] {
  return assembly.ofType('AWS::StepFunctions::StateMachine').map((resource) => {
    const { DefinitionString } = assembly.read(properties, resource);
    const definition = definitionSchema.safeParse(JSON.parse(DefinitionString));
    if (!definition.success) {
      throw new UnsupportedTemplate(`${resource.logicalId}: ${z.prettifyError(definition.error)}`);
    }
    const arn = assembly.resolve(z.string(), physicalId(resource), resource.logicalId);
    return { arn, definition: definition.data };
  });
}
