#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A clone runs its TypeScript, which Node refuses under node_modules: a package has JavaScript instead.
const source = new URL('../main.ts', import.meta.url);
const built = new URL('../../dist/cli/main.js', import.meta.url);
await import((existsSync(source) ? source : built).href);
