/** How much processor time this process has used since, in seconds: what others do on the machine does not count. */
export function stopwatch(): () => number {
  const begin = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1e6;
  };
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export const thousands = (count: number) => Math.round(count).toLocaleString('en-US');
