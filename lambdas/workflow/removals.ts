import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Request } from '../../domain/trail/request.ts';

interface Access {
  clients: { states: Pick<SFNClient, 'send'> };
  environment: { REMOVAL_STATE_MACHINE_ARN: string };
}

/** The name of a removal, by the events that it begins after: `id-end-7`, then `id-end-7-2`, … while none was added. */
export function removalName({ id, head }: Pick<Request, 'id' | 'head'>, last: string | undefined): string {
  const name = `${id}-end-${head.length}`;
  if (last === undefined || !(last === name || last.startsWith(`${name}-`))) return name;
  const ordinal = Number(last.slice(name.length + 1) || '1');
  return `${name}-${ordinal + 1}`;
}

/** Starts and looks at the executions that remove. */
export function removals({ clients: { states }, environment: { REMOVAL_STATE_MACHINE_ARN } }: Access) {
  const arnOf = (name: string) =>
    `${REMOVAL_STATE_MACHINE_ARN.replace(':stateMachine:', ':execution:')}:${name}`;

  /** Starts an execution; one that was started before under this name, running or not, is left as it is. */
  async function start({ id, type }: Pick<Request, 'id' | 'type'>, name: string): Promise<void> {
    const order = { requestId: id, type };
    const command = new StartExecutionCommand({
      ...{ stateMachineArn: REMOVAL_STATE_MACHINE_ARN, name, input: JSON.stringify(order) },
    });
    await states.send(command).catch(unless('ExecutionAlreadyExists'));
  }

  /** How an execution stands; undefined if it was never started. */
  async function statusOf(name: string): Promise<ExecutionStatus | undefined> {
    const command = new DescribeExecutionCommand({ executionArn: arnOf(name) });
    const described = await states.send(command).catch(unless('ExecutionDoesNotExist'));
    return described?.status;
  }

  return { start, statusOf };
}

function unless(name: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  };
}
