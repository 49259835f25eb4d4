import { ModelledError } from '../modelled-error.ts';
import { page } from '../paging.ts';
import type { Paging } from './parameters.ts';

/** One page of a list as IAM answers it; it may hold fewer than were asked for, `longest` at most. */
export type Pages = <Item>(items: readonly Item[], asked: Paging) => { items: Item[]; rest: PageEnd };

interface PageEnd {
  IsTruncated: boolean;
  Marker?: string;
}

export function pagesOf(longest: number): Pages {
  return (items, { Marker: token, MaxItems = 100 }) => {
    const size = Math.min(MaxItems, longest);
    const found = page(
      items,
      { token, size },
      () => new ModelledError('InvalidInput', 400, 'Invalid Marker.'),
    );
    const { nextToken: Marker } = found;
    return { items: found.items, rest: { IsTruncated: Marker !== undefined, ...(Marker && { Marker }) } };
  };
}
