#!/usr/bin/env node
// The name that `countersign audit` had.
process.argv.splice(2, 0, 'audit');
await import('./countersign.js');
