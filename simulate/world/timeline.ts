import { type Call, type Fault, faultName } from './call.ts';

interface Step {
  index: number;
  at: number;
  call: Call;
  fault: Fault | undefined;
}

/** What happened in a world, in order: kept as it is and written out only when somebody asks. */
export class Timeline {
  readonly #steps: (Step | { at: number; note: string })[] = [];

  acted(step: Step): void {
    this.#steps.push(step);
  }

  note(at: number, note: string): void {
    this.#steps.push({ at, note });
  }

  /** The last lines, oldest first. */
  lines(most: number): string[] {
    return this.#steps.slice(-most).map((step) => {
      const time = new Date(step.at).toISOString().slice(5, 23);
      if ('note' in step) return `${time} -- ${step.note}`;
      const { call, index, fault } = step;
      const again = call.resent > 0 ? ' (sent again)' : '';
      const wrong = fault ? ` !! ${faultName(fault)}` : '';
      const who = `${call.invocation.name}#${call.invocation.id}`;
      return `${time} ${index} ${who} ${call.service}.${call.operation}${again} ${about(call.input)}${wrong}`;
    });
  }
}

/** The condition and the key of a call, as far as they fit into a line. */
function about(input: object): string {
  return JSON.stringify(input).slice(0, 220);
}
