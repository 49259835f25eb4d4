import type { FieldProblem } from '../../problem.ts';

/** An answer with more problems than this helps nobody and could outgrow what API Gateway passes on. */
const mostProblems = 100;

/** Collects what is wrong with one document, in the order it was found. */
export class ProblemList {
  readonly #pointer: string;
  readonly #problems: FieldProblem[] = [];
  #unlisted = 0;

  constructor(pointer: string) {
    this.#pointer = pointer;
  }

  add(pointer: string, code: string, detail: string): void {
    if (this.#problems.length < mostProblems) this.#problems.push({ pointer, code, detail });
    else this.#unlisted += 1;
  }

  get found(): boolean {
    return this.#problems.length > 0;
  }

  /** The problems, with a last entry that counts the ones left out, if any were. */
  list(): FieldProblem[] {
    if (this.#unlisted === 0) return [...this.#problems];
    const detail = `${this.#unlisted} more problems are not listed; correct these first.`;
    return [...this.#problems, { pointer: this.#pointer, code: 'too-many-problems', detail }];
  }
}

/** Shortens what a requester wrote, so that a message that quotes it stays readable. */
export function quoted(text: string): string {
  return `"${text.length > 80 ? `${text.slice(0, 77)}…` : text}"`;
}
