import { run } from './program.ts';

// Whoever reads may have seen enough: `list | head`.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2), {
  terminal: { out: process.stdout, err: process.stderr },
  input: process.stdin,
  now: () => new Date(),
});
