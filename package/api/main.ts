/* Writes API.md anew. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiText } from './api.ts';

const root = join(import.meta.dirname, '../..');
writeFileSync(join(root, 'API.md'), apiText(root));
