/** Whether the database answers; asked once for all who want to know at the same time, because anybody may ask. */
const patienceMs = 3_000;

export function createHealth(ping: () => Promise<void>): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined;
  return () => {
    asked ??= ask(ping).finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

function ask(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  const said = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([said, late]).finally(() => {
    clearTimeout(timer);
  });
}
