import { textLike } from '../text/text-like.ts';

export const organizationId = textLike(
  /^o-[a-z0-9]{10,32}$/,
  'the id of an organization such as o-a1b2c3d4e5',
);
