/** Every route of the HTTP API. */
export const routes = [
  'POST /requests',
  'GET /requests',
  'GET /requests/{id}',
  'GET /requests/{id}/audit',
  'POST /requests/{id}/cancel',
  'POST /requests/{id}/decisions',
  'POST /requests/{id}/retry',
  'GET /request-types',
  'GET /openapi.json',
  'POST /slack/interactions',
] as const;

export type Route = (typeof routes)[number];
