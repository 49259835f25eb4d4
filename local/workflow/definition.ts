import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import type { Progress } from './record.ts';
import type { TaskState } from './task.ts';

type States = StateMachineDefinition['States'];

/** A state that does not stand in the template: it hands an interrupted execution's input to the state it was in. */
const resumption = 'Resume (local stack)';

/**
 * The definition as one execution runs it. The engine looks each state up once, when it enters it: `onEnter` is
 * called then, before the state's input is processed, so that `$$.State` can be about that state. With `from` the
 * execution starts at the state it was in.
 */
export function runnable(
  { States, ...definition }: StateMachineDefinition,
  {
    tasks,
    from,
    onEnter,
  }: { tasks: ReadonlyMap<string, TaskState>; from?: Progress | undefined; onEnter: (state: string) => void },
): StateMachineDefinition {
  const watched: States = {};
  for (const [name, state] of Object.entries(States)) {
    const get = () => {
      onEnter(name);
      return tasks.get(name) ?? state;
    };
    Object.defineProperty(watched, name, { enumerable: true, get });
  }
  if (from === undefined) return { ...definition, States: watched };
  watched[resumption] = { Type: 'Pass', Result: structuredClone(from.input), Next: from.state };
  return { ...definition, StartAt: resumption, States: watched };
}
