import fc from 'fast-check';

const codesOf = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Any character of Unicode. As fast-check's own unit `binary`, which first makes a map of all 1.1 million of them, for
 * a second, in each file that asks for it.
 */
const anyCharacter = fc.nat({ max: 0x10ffff - surrogates.count }).map(
  (index) => String.fromCodePoint(index < surrogates.first ? index : index + surrogates.count),
  (character) => {
    const [code, ...more] =
      typeof character === 'string' && character.isWellFormed() ? codesOf(character) : [];
    if (code === undefined || more.length > 0) throw new TypeError('Not one character');
    return code < surrogates.first ? code : code - surrogates.count;
  },
);

/** Text of any characters at all; names that JavaScript's own objects have are among it. */
export function anyText(lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...lengths, unit: anyCharacter });
}
