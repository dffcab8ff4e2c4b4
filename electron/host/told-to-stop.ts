/** Ctrl+C, a kill, the console window closed, Windows shutting down. */
const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];

/** Resolves at the first of them. A second one while we are saving is not obeyed: closing must not be cut short. */
export function toldToStop(process: Pick<NodeJS.Process, 'on'>): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}
