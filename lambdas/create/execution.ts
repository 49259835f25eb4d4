import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { PlannedCall } from '../../domain/plan.ts';
import type { PinReader } from '../../domain/request-types/pin-reading.ts';
import type { Creation } from '../../domain/request-types/request-type.ts';
import type { Request } from '../../domain/trail/request.ts';
import type { CreatorName } from '../environment.ts';
import type { Context } from '../serve.ts';
import type { SlackClient } from '../slack/client.ts';
import type { KillSwitch, SwitchPosition } from './kill-switch.ts';

export interface CreatorClients<Target> {
  dynamodb: Pick<DynamoDBClient, 'send'>;
  slack: Pick<SlackClient, 'members' | 'idOf'>;
  /** The service that creates; `maxAttempts: 1`, so that each send is ours to judge. */
  target: Target;
  /** Reads again what was pinned at validation. */
  readPins: PinReader;
  killSwitch: KillSwitch;
}
export type CreatorContext<Target> = Context<CreatorName, CreatorClients<Target>>;

/** One execution of an approved plan: everything its steps need to know. */
export interface Execution<Target> {
  request: Request;
  /** The first call of the plan, which creates what the others add to. */
  call: PlannedCall;
  name: string;
  attempt: Attempt;
  /** When this attempt was recorded, if it was. */
  attemptedAt?: string;
  creation: Creation<Target>;
  killSwitch: SwitchPosition;
  context: CreatorContext<Target>;
}

/** Executions that an earlier release began do not say when they entered the state, nor how often it was tried. */
export const attempt = z.object({ enteredAt: z.iso.datetime().optional(), retryCount: z.int().default(0) });
type Attempt = z.infer<typeof attempt>;
