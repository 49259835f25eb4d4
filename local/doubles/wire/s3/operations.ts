import { ModelledError } from '../../modelled-error.ts';
import type { WireRequest } from '../http.ts';

/** What a URL names, in path style; empty for what it does not. */
export interface Place {
  bucket: string;
  key: string;
}

interface Route {
  operation: string;
  method: string;
  level: 'bucket' | 'object';
  /** The query parameter that tells it from others; one without is refused any of those. */
  query?: string;
}

const routes: readonly Route[] = [
  { operation: 'HeadBucket', method: 'HEAD', level: 'bucket' },
  { operation: 'ListObjectsV2', method: 'GET', level: 'bucket', query: 'list-type' },
  { operation: 'ListObjectVersions', method: 'GET', level: 'bucket', query: 'versions' },
  { operation: 'DeleteObjects', method: 'POST', level: 'bucket', query: 'delete' },
  { operation: 'PutObjectRetention', method: 'PUT', level: 'object', query: 'retention' },
  { operation: 'PutObject', method: 'PUT', level: 'object' },
  { operation: 'GetObject', method: 'GET', level: 'object' },
  { operation: 'HeadObject', method: 'HEAD', level: 'object' },
  { operation: 'DeleteObject', method: 'DELETE', level: 'object' },
];

const subresources: readonly string[] = [
  ...[
    'acl',
    'attributes',
    'cors',
    'delete',
    'encryption',
    'legal-hold',
    'lifecycle',
    'list-type',
    'location',
  ],
  ...['logging', 'notification', 'object-lock', 'partNumber', 'policy', 'publicAccessBlock', 'restore'],
  ...[
    'retention',
    'select',
    'tagging',
    'torrent',
    'uploadId',
    'uploads',
    'versioning',
    'versions',
    'website',
  ],
];

/** The operation that a request means; throws `NotImplemented` for one that is not doubled. */
export function operationOf({ method, url }: WireRequest, { bucket, key }: Place): string {
  const query = url.searchParams;
  const isPlain = ![...query.keys()].some((name) => subresources.includes(name));
  const level = key === '' ? 'bucket' : 'object';
  const found = routes.find(
    (route) =>
      route.method === method &&
      route.level === level &&
      (route.query === undefined ? isPlain : query.has(route.query)),
  );
  if (found === undefined || bucket === '') throw notImplemented(`${method} ${url.pathname}${url.search}`);
  return found.operation;
}

/** What real S3 would do and the double does not. */
export function notImplemented(what: string): ModelledError {
  return new ModelledError('NotImplemented', 501, `The double does not know ${what}.`);
}
