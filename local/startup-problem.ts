/** Why the local stack cannot start, in words for the person who started it. */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}
