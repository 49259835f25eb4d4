import { ModelledError } from '../modelled-error.ts';
import type { WireRequest } from './http.ts';
import { epochSeconds, jsonWithDates, type Protocol, parseJsonBody } from './protocol.ts';

export interface Route {
  operation: string;
  method: string;
  /** Like `/profile/{profileId}`. */
  path: string;
  /** Of a successful answer; 200 unless given. */
  status?: number;
}

/**
 * AWS REST JSON: operations are routes; parameters come from the path, the query string and the body. `numbers`
 * names the query parameters that are integers; `dates` is how the service's model writes timestamps.
 */
export function restJsonProtocol(service: {
  routes: readonly Route[];
  numbers: readonly string[];
  dates: 'epoch' | 'iso8601';
}): Protocol {
  const headers = { 'content-type': 'application/json' };
  const date = service.dates === 'epoch' ? epochSeconds : (value: Date) => value.toISOString();
  return {
    decode(request) {
      const { route, parameters } = match(service.routes, request);
      const query = Object.fromEntries(
        [...request.url.searchParams].map(([name, value]) => [
          name,
          service.numbers.includes(name) ? Number(value) : value,
        ]),
      );
      return {
        operation: route.operation,
        input: { ...parseJsonBody(request.body), ...query, ...parameters },
      };
    },
    encode: (operation, output) => ({
      status: service.routes.find((route) => route.operation === operation)?.status ?? 200,
      headers,
      body: jsonWithDates(output, date),
    }),
    encodeError: ({ name, httpStatus, message, members }) => ({
      status: httpStatus,
      headers: { ...headers, 'x-amzn-errortype': name },
      body: JSON.stringify({ message, ...members }),
    }),
  };
}

function match(routes: readonly Route[], { method, url }: WireRequest) {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const found = route.method === method ? pattern.exec(url.pathname) : null;
    if (found !== null) {
      const entries = Object.entries(found.groups ?? {});
      const parameters = Object.fromEntries(
        entries.map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      return { route, parameters };
    }
  }
  throw new ModelledError('UnknownOperationException', 404, `There is no ${method} ${url.pathname}.`);
}
