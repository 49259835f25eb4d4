/** A time within a day, such as `10:10 UTC`. */
export function timeOfDay(iso: string): string {
  return `${iso.slice(11, 16)} UTC`;
}
