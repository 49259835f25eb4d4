import * as z from 'zod';

export const accountId = z.string().regex(/^\d{12}$/, 'an account id has 12 digits');
