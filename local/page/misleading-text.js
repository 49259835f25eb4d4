/** As in `domain/text/misleading-text.ts`; a test compares the two for every character there is. */
const misleading = /[^\P{C}\t\n\r]|[\p{Zl}\p{Zp}\p{DI}\u2800\ufffc\u{1d159}]/gu;

/**
 * Text in which every character that nobody sees, or that changes how others read, is written as JSON escapes it.
 *
 * @param {string} text
 */
export const spelledOut = (text) =>
  text.replace(/\r\n?/g, '\n').replace(misleading, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
