import { textLike } from '../text/text-like.ts';

export const accountId = textLike(/^\d{12}$/, 'an account id: 12 digits, in quotes');
