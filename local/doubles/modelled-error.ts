/**
 * An error as a service's model declares it: what a core throws and the wire layer writes down.
 * `name` is the code on the wire (`EntityAlreadyExists`, not the client's `EntityAlreadyExistsException`).
 */
export class ModelledError extends Error {
  override readonly name: string;
  readonly httpStatus: number;
  /** Further members of the error's shape, such as DynamoDB's `Item`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    name: string,
    httpStatus: number,
    message: string,
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = name;
    this.httpStatus = httpStatus;
    this.members = members;
  }
}
