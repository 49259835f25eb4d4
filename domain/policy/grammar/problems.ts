import type { FieldProblem } from '../../problem.ts';
import { spelledOut } from '../../text/misleading-text.ts';

/** An answer with more problems than this helps nobody and could outgrow what API Gateway passes on. */
const maxProblems = 100;

/** Collects what is wrong with one document, in the order it was found. */
export class ProblemList {
  readonly #pointer: string;
  readonly #problems: FieldProblem[] = [];
  readonly #settled = new Set<string>();
  #unlisted = 0;

  constructor(pointer: string) {
    this.#pointer = pointer;
  }

  /** Adds a problem, unless it only follows from one that was reported before. */
  add(pointer: string, code: string, detail: string): void {
    if (this.#settled.has(pointer)) return;
    if (this.#problems.length < maxProblems) this.#problems.push({ pointer, code, detail });
    else this.#unlisted += 1;
  }

  /** Says that whatever else is found at this place has the cause that was just reported, maybe elsewhere. */
  settle(pointer: string): void {
    this.#settled.add(pointer);
  }

  isSettled(pointer: string): boolean {
    return this.#settled.has(pointer);
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

/** Spaces that look like plain ones. */
const specialSpace = /[^\P{Zs} ]/gu;

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}

/** Shortens what a requester wrote, and spells out what nobody would see, so that a message that quotes it is readable. */
export function quoted(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 77)}…` : text;
  return `"${spelledOut(shown).replace(specialSpace, (space) => `\\u${hexOf(space)}`)}"`;
}
