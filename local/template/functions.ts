import * as z from 'zod';
import { ownNamePrefix } from '../../domain/aws/own-resources.ts';
import type { Assembly } from './assembly.ts';
import { nameOf, resourceAttribute } from './identifiers.ts';

/** A Lambda function as the local stack runs it. */
export interface LambdaFunction {
  logicalId: string;
  name: string;
  arn: string;
  /** The directory with the bundle. */
  directory: string;
  /** `index.handler` */
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** At once the most; undefined: any number. */
  reservedConcurrency?: number | undefined;
}

const properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).default({ Variables: {} }),
  // Lambda's own defaults.
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
});

/** Every function of the stack that runs on Node.js from an ES module. */
export function readFunctions(assembly: Assembly): LambdaFunction[] {
  return assembly.ofType('AWS::Lambda::Function').map((resource) => {
    const read = assembly.read(properties, resource);
    return {
      logicalId: resource.logicalId,
      name: assembly.resolve(z.string(), nameOf(resource), resource.logicalId),
      arn: assembly.resolve(z.string(), resourceAttribute(resource, 'Arn'), resource.logicalId),
      directory: assembly.asset(read.Code.S3Key),
      handler: read.Handler,
      environment: read.Environment.Variables,
      timeoutSeconds: read.Timeout,
      memoryMegabytes: read.MemorySize,
      reservedConcurrency: read.ReservedConcurrentExecutions,
    };
  });
}

/** The ARN of the function that a handler's name is in: functions are called `countersign-NAME`. */
export function arnOfHandler(functions: readonly LambdaFunction[], handler: string): string {
  const found = functions.find(({ name }) => name === `${ownNamePrefix}${handler}`);
  if (found === undefined) throw new UnknownFunction(handler);
  return found.arn;
}

/** Something names a function that the template does not declare. */
export class UnknownFunction extends Error {
  override readonly name = 'UnknownFunction';

  constructor(arn: string) {
    super(`Function not found: ${arn}`);
  }
}
