import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Answer, Problem } from './answer.ts';

const directory = join(import.meta.dirname, '../page');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Whether a path is one of the page's: the page itself, or a file of it. */
export function isPagePath(path: string): boolean {
  return path === '/' || path.startsWith('/page/');
}

/** Serves the page, `/`, and its files, `/page/NAME`. Throws `Problem` 404 for what is not one of them. */
export async function page(path: string): Promise<Answer> {
  const file = path === '/' ? 'index.html' : path.slice('/page/'.length);
  const type = types[extname(file)];
  // Names without a slash or a backslash cannot leave the directory.
  if (type === undefined || !/^[\w-]+(\.[\w-]+)+$/.test(file)) throw notFound(path);
  const body = await readFile(join(directory, file)).catch(() => {
    throw notFound(path);
  });
  const headers = {
    'content-type': type,
    'content-security-policy': "default-src 'self'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  };
  return { status: 200, headers, body };
}

function notFound(path: string): Problem {
  return new Problem(404, `There is no ${path}.`);
}
