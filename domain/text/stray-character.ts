/** What comes along when JSON is pasted from a word processor, a chat or a web page, and what to do about it. */
const kinds: readonly (readonly [form: RegExp, kind: string])[] = [
  [/\uFEFF/, 'a byte order mark: save the text as UTF-8 without one'],
  [/[“”„‟‘’‚‛«»‹›〝〞＂＇]/, 'a typographic quotation mark: JSON takes the plain " alone'],
  [/[^\P{Zs} ]/u, 'a no-break or other special space: type a plain one'],
  [/\uFFFD/, 'what stands for bytes that are not UTF-8: send the text as UTF-8'],
  [/[\p{Cf}\p{Zl}\p{Zp}]/u, 'an invisible character: delete it'],
];

/** `U+201C (a typographic quotation mark: …)` for a character that somebody may not see, or see as another. */
export function named(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const kind = kinds.find(([form]) => form.test(character))?.[1];
  return `U+${number}${kind === undefined ? '' : ` (${kind})`}`;
}

/**
 * Why a text that `JSON.parse` refuses is probably no JSON, with the place, if pasting explains it: it is URL-encoded, or
 * holds a character that JSON does not know outside strings. `undefined` if it is wrong in another way.
 */
export function pastedFault(text: string): string | undefined {
  const encoded = /^\s*%(?:7b|5b|22|20|0a|0d|ef%bb%bf)/i.exec(text);
  if (encoded)
    return 'Line 1, column 1: the text is URL-encoded, as IAM shows policy documents ("%7B" is "{"); decode it first.';
  const index = strayIndex(text);
  if (index === undefined) return undefined;
  const before = text.slice(0, index).split('\n');
  const column = [...(before.at(-1) ?? '')].length + 1;
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
  return `Line ${before.length}, column ${column}: ${named(character)}.`;
}

/** The first character outside strings that is not printable ASCII or layout; else the first that pasting brings. */
function strayIndex(text: string): number | undefined {
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\[^\n])*"|[^\t\n\r -~]/gu))
    if (!token.startsWith('"')) return index;
  const inside = text.search(/[\uFEFF“”„‟‘’‚‛«»]|[^\P{Zs} ]/u);
  return inside < 0 ? undefined : inside;
}
