/**
 * Characters that look like each letter of `countersign:`, as AWS takes them in tag keys, after folding: Unicode's
 * confusables (UTS #39), small capitals, stroked letters, and the digits that stand for letters.
 */
const alike = [
  'cᴄςσⲥсꮯ𐐽𑣲𑣩ꓚ𐊢𐌂𐔜ȼҫ',
  'o0०০੦૦௦౦೦൦๐໐၀٥۵ᴏᴑꬽοσⲟоჿօסهھہەഠဝ𐓪𑣈𑣗𐐬߀୦〇𑓐𑣠ⵔዐଠꓳ𑣕𐊒𐊫𐔖ۿøꬾⵁɵꝋөѳꮎꮻθⴱꭴတ',
  'uꞟᴜꭎꭒʋυս𐓶𑣘ሀᑌꓴ𖽂ᵾꮜʉиᴎ',
  'nոռνⲛꓠ𐔓ɳƞηɲᵰпπᴨɴ',
  'tτⲧтꭲꓔ𖼊𑣜𐊗𐊱𐌕ƭⱦʈҭŧᵵᴛ7',
  'e3ꬲеҽεⴹꭼꓰ𑣆𑣎𐊆ɇҿєɛэᴇ',
  'rꭇꭈᴦⲅгꮁʀꭱꮢ𐓜ᖇꓣ𖼵ɽɼɍғᵲяᴙ',
  's5ꜱƽѕꮪ𑣁𐑈տꮥꓢ𖼺𐊖ʂᵴ',
  'i1lıɪɩιіꙇӏꭵ𑣃ɨᵻᵼ١۱𐌠𞣇ǀⲓוןاߊⵏᛁꓲ𖼨𐊊𐌉ⳑꮮᒪꓡ𖼖𑣒𐑃𐔦łƚɫٳ',
  'g69ɡᶃƍցԍꮐᏻꓖɠǥɢ',
  'nոռνⲛꓠ𐔓ɳƞηɲᵰпπᴨɴ',
  ':ːꓽ',
];
const looksLikeOurs = new RegExp(`^${alike.map((letters) => `[${letters}]`).join('')}`, 'u');

/** Whether a tag's key begins with `countersign:`, or with something that people would take for it. */
export function claimsToBeOurs(key: string): boolean {
  return looksLikeOurs.test(folded(key));
}

/** Without case, width, style, accents, blanks, and whatever nobody sees. */
function folded(text: string): string {
  // The Greek iota below a letter stands alone here; decomposed, it would be a blank with a mark.
  const compatible = text.replaceAll('\u037a', 'ι').normalize('NFKD').toLowerCase().normalize('NFKD');
  return compatible.replace(/[\p{M}\p{DI}\p{Z}\p{C}]/gu, '');
}
