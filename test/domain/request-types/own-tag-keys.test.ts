import { describe, expect, test } from '@jest/globals';
import unhomoglyph from 'unhomoglyph';
import { generalTagText } from '../../../domain/aws/tags.ts';
import { claimsToBeOurs } from '../../../domain/request-types/own-tag-keys.ts';

describe('a tag key is taken for one of ours', () => {
  test.each([
    ['as it is', 'countersign:request-id'],
    ['in mixed case', 'CounterSIGN:x'],
    ['in Cyrillic', 'соunтеrѕіgn:request-id'],
    ['in Greek', 'cουηtεrsιgn:request-id'],
    ['in full width', 'ｃｏｕｎｔｅｒｓｉｇｎ：request-id'],
    ['in small capitals', 'ᴄᴏᴜɴᴛᴇʀꜱɪɢɴ:x'],
    ['in mathematical letters', '𝐜𝐨𝐮𝐧𝐭𝐞𝐫𝐬𝐢𝐠𝐧:x'],
    ['in circles', 'ⓒⓞⓤⓝⓣⓔⓡⓢⓘⓖⓝ:x'],
    ['with accents', 'çöüñtèršîğñ:x'],
    ['with combining marks', 'c\u0336ountersig\u0323n:x'],
    ['with digits for letters', 'c0unter5ign:x'],
    ['with an l for an i', 'countersLgn:countersign'],
    ['with blanks', ' counter sign :x'],
    ['with a no-break space', '\u00a0countersign:x'],
    ['with characters nobody sees', 'counter\u200bsi\u00adgn:x'],
    ['with another colon', 'countersignː:x'],
  ])('%s', (_how, key) => {
    expect(claimsToBeOurs(key)).toBe(true);
  });

  test.each(['countersign', 'countersign-team', 'countersigned:by', 'team:countersign', 'sign:counter', ''])(
    'and %j is not',
    (key) => {
      expect(claimsToBeOurs(key)).toBe(false);
    },
  );

  test('with any character that Unicode lists as confusable, and AWS takes in a key, for any of its letters', () => {
    const word = 'countersign:';
    const isFor = (letter: string, prototype: string) =>
      prototype.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() === letter;
    const missed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (!generalTagText.test(character)) continue;
      const prototype = unhomoglyph(character);
      for (const [at, letter] of [...word].entries()) {
        const key = word.slice(0, at) + character + word.slice(at + 1);
        if (isFor(letter, prototype) && !claimsToBeOurs(key)) missed.push(key);
      }
    }
    expect(missed).toEqual([]);
  });
});
