#!/usr/bin/env node
// The name that `countersign doctor` had.
process.argv.splice(2, 0, 'doctor');
await import('./countersign.js');
