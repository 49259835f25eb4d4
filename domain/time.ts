/** A time some milliseconds after another, both ISO 8601 in UTC. */
export function addMilliseconds(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}
