/** Long work as a stream: progress as it comes, then how it ended. Whoever reads it gives it up by going away. */
import type { Refusal, Result } from '#shared/kernel/result.ts';

export interface Progress {
  readonly done: number;
  readonly of: number;
}
type Told<E> =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | E;

/** `ended`: the last message of work that was done. */
export async function* workEvents<T, E extends { readonly type: string }>(
  start: (onProgress: (progress: Progress) => void) => Promise<Result<T>>,
  ended: (value: T) => E,
): AsyncGenerator<Told<E>> {
  const waiting: Told<E>[] = [];
  let wake: () => void = () => undefined;
  const say = (event: Told<E>): void => {
    waiting.push(event);
    wake();
  };
  const work = start((progress) => {
    say({ type: 'progress', progress: { ...progress } });
  }).then((result) => {
    say(result.ok ? ended(result.value) : { type: 'refused', refusal: result.refusal });
  });
  for (;;) {
    const event = waiting.shift();
    if (event === undefined) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), work]);
    else yield event;
    if (event !== undefined && event.type !== 'progress') return;
  }
}
