/** A problem of one place in a file, or of one option. */
export interface PlacedProblem {
  /** JSON pointer into the body that would have been sent. */
  pointer: string;
  code: string;
  detail: string;
  /** The file or option, as it was given, and where in the file: lines and columns count from 1. */
  source?: string;
  line?: number;
  column?: number;
}

/** A command could not do what it was asked to: what is wrong in one sentence, and what to do about it in another. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** A stable name in kebab-case; those of the API are the API's. */
  readonly code: string;
  readonly whatToDo: string;
  readonly problems: readonly PlacedProblem[];

  constructor(code: string, what: string, whatToDo: string, problems: readonly PlacedProblem[] = []) {
    super(what);
    this.code = code;
    this.whatToDo = whatToDo;
    this.problems = problems;
  }
}

/** An error whose message, for whoever called, says all there is to say. */
export class SelfExplained extends Error {
  override readonly name: string = 'SelfExplained';
}
