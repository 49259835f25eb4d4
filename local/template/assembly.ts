import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Resource } from './identifiers.ts';
import { resolve, type Scope, UnsupportedTemplate } from './intrinsics.ts';

const template = z.object({
  Metadata: z.record(z.string(), z.unknown()).default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});
const assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** A synthesized stack as files: its template and where its assets lie. */
export class Assembly {
  /** What the template says about itself. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #assets: ReadonlyMap<string, string>;
  readonly #scope: Scope;
  readonly #outputs: Readonly<Record<string, { Value: unknown }>>;

  /** Reads the only stack in a directory that `cdk synth` wrote; throws `UnsupportedTemplate` if there is none. */
  constructor(outdir: string) {
    const { Metadata, Parameters, Resources, Outputs } = template.parse(readOnly(outdir, '.template.json'));
    const { files } = assets.parse(readOnly(outdir, '.assets.json'));
    this.#outputs = Outputs;
    this.metadata = Metadata;
    this.#resources = new Map(
      Object.entries(Resources).map(([logicalId, { Type, Properties }]) => [
        logicalId,
        { logicalId, type: Type, properties: Properties },
      ]),
    );
    this.#assets = new Map(
      Object.values(files).flatMap(({ source, destinations }) =>
        Object.values(destinations).map(({ objectKey }) => [objectKey, join(outdir, source.path)] as const),
      ),
    );
    const defaults = Object.entries(Parameters).map(([name, { Default }]) => [name, Default] as const);
    this.#scope = { resources: this.#resources, parameters: new Map(defaults) };
  }

  /** The resources of the given types, as the template declares them. */
  ofType(...types: string[]): Resource[] {
    return [...this.#resources.values()].filter(({ type }) => types.includes(type));
  }

  /** Resolves those properties of a resource that a schema names, and parses them; throws `UnsupportedTemplate`. */
  read<Schema extends z.ZodObject>(schema: Schema, { logicalId, properties }: Resource): z.output<Schema> {
    const named = Object.entries(properties).filter(([name]) => Object.hasOwn(schema.shape, name));
    return this.resolve(schema, Object.fromEntries(named), logicalId);
  }

  /** Resolves a value and parses it; throws `UnsupportedTemplate` with its place in the template. */
  resolve<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.output<Schema> {
    const parsed = schema.safeParse(resolve(value, this.#scope));
    if (parsed.success) return parsed.data;
    throw new UnsupportedTemplate(`${place}: ${z.prettifyError(parsed.error)}`);
  }

  /** The stack's outputs by name, resolved. */
  outputs(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#outputs).map(([name, { Value }]) => [name, this.resolve(z.string(), Value, name)]),
    );
  }

  /** The directory or file that was uploaded under an S3 key. */
  asset(objectKey: string): string {
    const path = this.#assets.get(objectKey);
    if (path === undefined) throw new UnsupportedTemplate(`No asset is published as ${objectKey}.`);
    return path;
  }
}

function readOnly(outdir: string, suffix: string): unknown {
  const [name, another] = readdirSync(outdir).filter((file) => file.endsWith(suffix));
  if (name === undefined || another !== undefined) {
    throw new UnsupportedTemplate(`${outdir} should hold exactly one *${suffix}.`);
  }
  return JSON.parse(readFileSync(join(outdir, name), 'utf8'));
}
