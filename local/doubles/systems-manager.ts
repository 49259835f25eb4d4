import * as z from 'zod';
import { account, type Double, dispatch, forget, type Memory, type Operations, region } from './double.ts';
import type { Remember } from './journal.ts';
import { ModelledError } from './modelled-error.ts';
import { parseParameters } from './parameters.ts';

/** A parameter that the stack declares; `pattern` is what its values must match. */
export interface DeclaredParameter {
  name: string;
  value: string;
  pattern?: string | undefined;
}

const parameter = z.object({ name: z.string(), value: z.string(), version: z.number(), changed: z.string() });
type Parameter = z.infer<typeof parameter>;
const state = z.object({ parameters: z.array(parameter).default([]) });

const name = z.string().min(1).max(2048);
const getParameter = z.object({ Name: name });
const putParameter = z.object({ Name: name, Value: z.string(), Overwrite: z.boolean().default(false) });

interface Options extends Memory {
  clock: () => Date;
  parameters: readonly DeclaredParameter[];
}

/** The part of Systems Manager that reads and sets the text parameters which the stack declares. */
export class SystemsManager implements Double {
  readonly #clock: () => Date;
  readonly #remember: Remember;
  readonly #patterns: ReadonlyMap<string, RegExp>;
  readonly #byName: Map<string, Parameter>;
  readonly #operations: Operations = {
    GetParameter: (input) => ({ Parameter: this.#output(this.#find(parse(getParameter, input).Name)) }),
    PutParameter: (input) => this.#put(parse(putParameter, input)),
  };

  constructor({ clock, parameters, state: kept, remember = forget }: Options) {
    this.#clock = clock;
    this.#remember = remember;
    this.#patterns = new Map(parameters.map((one) => [one.name, new RegExp(one.pattern ?? '')]));
    const changed = clock().toISOString();
    const declared = parameters.map((one) => ({ name: one.name, value: one.value, version: 1, changed }));
    const all = [...declared, ...state.parse(kept ?? {}).parameters];
    this.#byName = new Map(all.map((one) => [one.name, one]));
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  #put({ Name, Value, Overwrite }: z.output<typeof putParameter>): object {
    const found = this.#find(Name);
    if (!Overwrite) throw refusal('ParameterAlreadyExists', 'The parameter already exists.');
    if (!this.#patterns.get(found.name)?.test(Value)) {
      throw refusal('ParameterPatternMismatchException', 'The value does not match the allowed pattern.');
    }
    const changed = this.#clock().toISOString();
    const next = { ...found, value: Value, version: found.version + 1, changed };
    this.#remember('parameters', found.name, next);
    this.#byName.set(found.name, next);
    return { Version: next.version, Tier: 'Standard' };
  }

  #find(nameOrArn: string): Parameter {
    const found = this.#byName.get(nameOrArn.replace(/^arn:aws:ssm:[^:]*:[^:]*:parameter/, ''));
    if (found === undefined) throw refusal('ParameterNotFound', `There is no parameter ${nameOrArn}.`);
    return found;
  }

  #output({ name: Name, value: Value, version: Version, changed }: Parameter): object {
    const ARN = `arn:aws:ssm:${region}:${account}:parameter${Name}`;
    return {
      ...{ Name, Value, Version, ARN, Type: 'String', DataType: 'text' },
      LastModifiedDate: new Date(changed),
    };
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, (message) => refusal('ValidationException', message));
}

function refusal(code: string, message: string): ModelledError {
  return new ModelledError(code, 400, message);
}
