import type { Route } from '../template/api.ts';

export interface Match {
  route: Route;
  pathParameters: Record<string, string> | null;
}

/** Finds the route of a request as API Gateway does: a literal segment goes before a parameter, a method before ANY. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const matches = routes.flatMap((route) => {
    const parameters = parametersOf(route.resource, path);
    return parameters === undefined || !['ANY', method].includes(route.method) ? [] : [{ route, parameters }];
  });
  matches.sort((one, other) => variability(one.route) - variability(other.route));
  const [best] = matches;
  if (best === undefined) return undefined;
  const { route, parameters } = best;
  return { route, pathParameters: Object.keys(parameters).length > 0 ? parameters : null };
}

/** The values of a resource's parameters, still percent-encoded as REST APIs pass them; undefined: another path. */
function parametersOf(resource: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(resource);
  const given = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
    const value = greedy ? given.slice(index).join('/') : given[index];
    if (!value || (name === undefined && value !== segment)) return undefined;
    if (name !== undefined) parameters[name] = value;
    if (greedy) return parameters;
  }
  return given.length === wanted.length ? parameters : undefined;
}

/** API Gateway takes `/requests/` for `/requests`. */
function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

function variability({ resource, method }: Route): number {
  const greedy = resource.includes('+}') ? 100 : 0;
  return greedy + 2 * (resource.match(/\{/g)?.length ?? 0) + (method === 'ANY' ? 1 : 0);
}
