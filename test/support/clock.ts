/** A clock that stands still until a test moves it. */
export class Clock {
  #milliseconds = Date.parse('2026-11-02T09:00:00.000Z');

  readonly now = (): string => new Date(this.#milliseconds).toISOString();

  /** Moves on by some seconds. */
  pass(seconds: number): void {
    this.#milliseconds += seconds * 1000;
  }
}
