import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { TransientFailure } from '../../domain/errors.ts';

/** How the kill switch stands; the parameter's history tells who set this version, and when. */
export interface SwitchPosition {
  isOff: boolean;
  parameter: string;
  version: number;
}

/**
 * Reads the kill switch anew each time, so that it takes effect with the next attempt to create. Only `off` lets
 * creations go on. Throws TransientFailure if it cannot be read: then nothing is created either.
 */
export type KillSwitch = () => Promise<SwitchPosition>;

/** The kill switch behind an SSM parameter, `on` or `off`. */
export function killSwitch(ssm: Pick<SSMClient, 'send'>, parameter: string): KillSwitch {
  return async () => {
    const { Parameter } = await ssm
      .send(new GetParameterCommand({ Name: parameter }))
      .catch((error: unknown) => {
        throw new TransientFailure(`The kill switch cannot be read: ${String(error)}`);
      });
    return { isOff: Parameter?.Value === 'off', parameter, version: Parameter?.Version ?? 0 };
  };
}
