#!/usr/bin/env node
// The name that `countersign manifest` had.
process.argv.splice(2, 0, 'manifest');
await import('./countersign.js');
