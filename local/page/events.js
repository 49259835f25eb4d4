const reopenMilliseconds = 2_000;

/**
 * Listens to the stack and says what may have changed. After a lost connection everything may have.
 *
 * @param {{ subjects: string[], onChange: (subject: string) => void, onConnection: (open: boolean) => void }} listener
 */
export function listen({ subjects, onChange, onConnection }) {
  const source = new EventSource('/_local/events');
  for (const subject of subjects) source.addEventListener(subject, () => onChange(subject));
  source.addEventListener('open', () => {
    onConnection(true);
    for (const subject of subjects) onChange(subject);
  });
  source.addEventListener('error', () => {
    onConnection(false);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen({ subjects, onChange, onConnection }), reopenMilliseconds);
  });
}

const settleMilliseconds = 60;

/**
 * Turns many calls in a row into few: one at a time, and one more after the last.
 *
 * @param {() => Promise<void>} run
 */
export function coalesce(run) {
  let wanted = false;
  let running = false;
  const work = async () => {
    running = true;
    while (wanted) {
      wanted = false;
      await run();
    }
    running = false;
  };
  return () => {
    const idle = !wanted && !running;
    wanted = true;
    if (idle) setTimeout(() => void work(), settleMilliseconds);
  };
}
