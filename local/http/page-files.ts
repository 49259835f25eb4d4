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

/** Where the viewer of the OpenAPI document comes from, and which of its files it takes. */
const viewer = join(import.meta.dirname, '../../node_modules/swagger-ui-dist');
const viewerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** Whether a path is one of the page's: the page itself, `/docs`, or a file of theirs. */
export function isPagePath(path: string): boolean {
  return path === '/' || path === '/docs' || path.startsWith('/page/') || path.startsWith('/docs/');
}

/**
 * Serves the page, `/`, and its files, `/page/NAME`; and the OpenAPI document for people, `/docs`, with the files of its
 * viewer, `/docs/NAME`. Throws `Problem` 404 for what is not one of them.
 */
export async function page(path: string): Promise<Answer> {
  const file = fileOf(path);
  const type = file && types[extname(file)];
  if (file === undefined || type === undefined) throw notFound(path);
  const body = await readFile(file).catch(() => {
    throw notFound(path);
  });
  const headers = {
    'content-type': type,
    'content-security-policy': path === '/docs' ? drawnByViewer : "default-src 'self'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  };
  return { status: 200, headers, body };
}

/** The viewer sets styles, and draws its icons from `data:`; nothing comes from elsewhere. */
const drawnByViewer = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

function fileOf(path: string): string | undefined {
  if (path === '/') return join(directory, 'index.html');
  if (path === '/docs') return join(directory, 'docs.html');
  const [, folder, name = ''] = path.split('/');
  if (folder === 'docs') return viewerFiles.includes(name) ? join(viewer, name) : undefined;
  // Names without a slash or a backslash cannot leave the directory.
  return /^\/page\/[\w-]+(\.[\w-]+)+$/.test(path) ? join(directory, name) : undefined;
}

function notFound(path: string): Problem {
  return new Problem(404, `There is no ${path}.`);
}
