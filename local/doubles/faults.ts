import * as z from 'zod';

/** The services that faults and the meter know, by the names that `POST /_local/faults` takes. */
export const services = [
  'dynamodb',
  'iam',
  'ram',
  'rolesanywhere',
  'states',
  'slack',
  'secretsmanager',
  'ssm',
  'events',
  'accessanalyzer',
  's3',
  'kms',
] as const;
export type Service = (typeof services)[number];

const kinds = 'error:NAME, drop-response, crash-before, crash-after or delay:MS';
const faultInput = z.strictObject({
  service: z.enum(services),
  operation: z.string().min(1).max(100),
  fault: z
    .string()
    .regex(
      /^(error:[\w.-]{1,100}|drop-response|crash-before|crash-after|delay:\d{1,6})$/,
      `must be ${kinds} (MS up to 999999)`,
    ),
  times: z.number().int().min(1).max(1_000_000).default(1),
});

/** Something that is to go wrong: `times` calls of an operation (`*`: any) are still to be hit. */
export type Fault = z.infer<typeof faultInput>;

export type FaultAction =
  | { kind: 'error'; name: string }
  | { kind: 'delay'; milliseconds: number }
  | { kind: 'drop-response' | 'crash-before' | 'crash-after' };

/** A fault that was asked for and makes no sense; the message says what is wrong, field by field. */
export class InvalidFault extends Error {
  override readonly name = 'InvalidFault';
}

/** The faults that are waiting to happen, first in, first hit. */
export class Faults {
  #waiting: Fault[] = [];

  /** Adds a fault of unchecked origin; throws `InvalidFault`. */
  add(input: unknown): Fault {
    const parsed = faultInput.safeParse(input);
    if (!parsed.success) throw new InvalidFault(z.prettifyError(parsed.error));
    this.#waiting.push(parsed.data);
    return parsed.data;
  }

  list(): Fault[] {
    return this.#waiting.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Uses up one hit of the first fault that matches the call, if there is one. */
  take(service: Service, operation: string): FaultAction | undefined {
    const hit = this.#waiting.find(
      (fault) => fault.service === service && (fault.operation === operation || fault.operation === '*'),
    );
    if (hit === undefined) return undefined;
    hit.times -= 1;
    this.#waiting = this.#waiting.filter(({ times }) => times > 0);
    return actionOf(hit.fault);
  }
}

function actionOf(fault: string): FaultAction {
  const [kind, argument = ''] = fault.split(/:(.*)/s);
  switch (kind) {
    case 'error':
      return { kind, name: argument };
    case 'delay':
      return { kind, milliseconds: Number(argument) };
    case 'crash-before':
    case 'crash-after':
      return { kind };
    default:
      return { kind: 'drop-response' };
  }
}
