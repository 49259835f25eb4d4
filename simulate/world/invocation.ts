import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { FunctionName } from '../../lambdas/environment.ts';
import type { Invoked } from '../../local/workflow/task.ts';

/** One run of a function, from its event to its answer or its death. */
export class Invocation {
  readonly id: number;
  readonly name: FunctionName;
  /** The rules that this run was deployed with. */
  readonly configuration: Configuration;
  readonly startedAt: number;
  /** No fault has touched it, so that nothing excuses an unexpected error. */
  isUntouched = true;
  isOver = false;
  /** How long it may run. */
  milliseconds = 0;
  /** What it threw. */
  failedWith: unknown;
  /** It died with calls under way, which still act. */
  leavesCalls = false;
  /** What it appended to a trail, for the invariants. */
  readonly appended: string[] = [];
  readonly #done: (result: Invoked) => void;

  constructor(
    { id, name, configuration, startedAt }: Pick<Invocation, 'id' | 'name' | 'configuration' | 'startedAt'>,
    done: (result: Invoked) => void,
  ) {
    this.id = id;
    this.name = name;
    this.configuration = configuration;
    this.startedAt = startedAt;
    this.#done = done;
  }

  end(result: Invoked): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#done(result);
  }
}
