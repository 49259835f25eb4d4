import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { physicalId } from './identifiers.ts';
import { UnsupportedTemplate } from './intrinsics.ts';

const properties = z.object({ DefinitionString: z.string() });
const shape = z.looseObject({
  StartAt: z.string(),
  States: z.record(z.string(), z.looseObject({ Type: z.string() })),
});

/** An Amazon States Language definition: its outline is checked here, what states hold by the engine that runs it. */
export const definitionSchema = z.custom<StateMachineDefinition>((value) => shape.safeParse(value).success);

export interface StateMachineTemplate {
  arn: string;
  definition: StateMachineDefinition;
}

/** The stack's only state machine. */
export function readStateMachine(assembly: Assembly): StateMachineTemplate {
  const [resource, another] = assembly.ofType('AWS::StepFunctions::StateMachine');
  if (resource === undefined || another !== undefined) {
    throw new UnsupportedTemplate('The template should declare exactly one state machine.');
  }
  const { DefinitionString } = assembly.read(properties, resource);
  return {
    arn: assembly.resolve(z.string(), physicalId(resource), resource.logicalId),
    definition: definitionSchema.parse(JSON.parse(DefinitionString)),
  };
}
