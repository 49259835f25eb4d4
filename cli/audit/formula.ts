/**
 * Text as a cell that a spreadsheet shows and does not calculate (https://owasp.org/www-community/attacks/CSV_Injection):
 * people choose their own names. Without the apostrophe it is the text again.
 */
export function withoutFormula(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
