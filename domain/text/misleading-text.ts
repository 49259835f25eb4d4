import type * as z from 'zod';

/**
 * Characters that change how the text around them reads, or that nobody sees, by Unicode category: controls, formats
 * (bidirectional controls, zero width, soft hyphen, tags), lone surrogates, private use, unassigned (`C`), separators
 * of lines and paragraphs (`Zl`, `Zp`), and what is ignored by default (`DI`: variation selectors, Hangul fillers,
 * joiners). Three more are blank and belong to none of these: the empty Braille pattern, the object replacement
 * character and the musical null notehead. Line ends and tabs are layout that every reader
 * knows.
 */
const misleading = /[^\P{C}\t\n\r]|[\p{Zl}\p{Zp}\p{DI}\u2800\ufffc\u{1d159}]/gu;
const lineEnd = /\r\n?/g;

/** Text in which every misleading character is written as JSON escapes it, and every line ends with a line feed. */
export function spelledOut(text: string): string {
  return text.replace(lineEnd, '\n').replace(misleading, escapeOf);
}

/** The same, in one line: each line break, with the blanks around it, is one blank. */
export function inOneLine(text: string): string {
  return spelledOut(text).replace(/\s*[\n\t]\s*/g, ' ');
}

/** One escape for each UTF-16 unit: so JSON writes characters beyond U+FFFF. */
function escapeOf(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A misleading character, and its place: the how manieth character of the text it is, from 1. */
interface Place {
  character: string;
  position: number;
}

function placesOf(text: string): Place[] {
  return [...text.matchAll(misleading)].map(({ 0: character, index }) => ({
    character,
    position: [...text.slice(0, index)].length + 1,
  }));
}

/** Places that one problem names; who pastes more than these has to look at the whole text. */
const maxPlaces = 5;

/** Refuses text with misleading characters; the problem names each and its place. */
export function withoutMisleading(schema: z.ZodString) {
  return schema.check(({ value, issues }) => {
    const places = placesOf(value);
    if (places.length === 0) return;
    const named = places.slice(0, maxPlaces).map(sentenceOf).join(', ');
    const more = places.length > maxPlaces ? ` and ${places.length - maxPlaces} more` : '';
    issues.push({
      code: 'custom',
      input: value,
      message: `Leave out ${named}${more}: it is not seen, or it changes how the text around it reads.`,
      params: { code: 'forbidden-character' },
    });
  });
}

function sentenceOf({ character, position }: Place): string {
  const number = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `U+${number} (${kindOf(character)}) at character ${position}`;
}

const kinds: readonly [RegExp, string][] = [
  [/\p{Cc}/u, 'a control character'],
  [/\p{Cs}/u, 'half a surrogate pair'],
  [/\p{Co}/u, 'a private-use character'],
  [/\p{Zl}|\p{Zp}/u, 'a line or paragraph separator'],
  [/\p{Bidi_C}/u, 'a bidirectional control'],
  [/\p{VS}/u, 'a variation selector; an emoji is taken without it'],
  [/\p{DI}|\p{Cf}/u, 'an invisible character'],
  [/\p{Cn}/u, 'an unassigned character'],
];

function kindOf(character: string): string {
  return kinds.find(([pattern]) => pattern.test(character))?.[1] ?? 'a blank symbol';
}
