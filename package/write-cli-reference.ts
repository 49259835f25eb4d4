/* Writes the help of every command into docs/cli.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliReference, marker } from './cli-reference.ts';

const path = join(import.meta.dirname, '../docs/cli.md');
const [byHand = ''] = readFileSync(path, 'utf8').split(marker);
writeFileSync(path, `${byHand}${marker}${await cliReference()}`);
