import { run } from '../cli/program.ts';

/** Runs the auditor's tool with the arguments given, and says on a last line how long that took and what it held. */
const started = performance.now();
process.exitCode = await run(['audit', ...process.argv.slice(2)], {
  terminal: { out: process.stdout, err: process.stderr },
  input: process.stdin,
  now: () => new Date(),
});
const milliseconds = performance.now() - started;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const busyMilliseconds = (userCPUTime + systemCPUTime) / 1000;
console.log(JSON.stringify({ milliseconds, busyMilliseconds, peakKilobytes: maxRSS }));
