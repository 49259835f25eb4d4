/** Why a state failed, as Retry and Catch match it by its name. */
export interface Failure {
  error: string;
  cause: string;
}

/** A state cannot do what its definition says with the data there is. */
export class StateError extends Error {
  override readonly name: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
  }
}

/** What `States.ALL` does not match (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html). */
const beyondAll: readonly string[] = ['States.DataLimitExceeded', 'States.Runtime'];

/** Whether a Retry or Catch entry is meant for an error. */
export function takes(names: readonly string[], error: string): boolean {
  return names.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !beyondAll.includes(error)) ||
      (name === 'States.TaskFailed' && error !== 'States.Timeout' && !beyondAll.includes(error)),
  );
}
