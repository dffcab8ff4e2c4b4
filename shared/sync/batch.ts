/** What to send next: whole acts in writing order, up to the limits; an act that is larger alone goes alone. */
import { pushLimit } from './protocol.ts';

export interface QueuedAct {
  readonly act: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Bytes of bodies and headers, about. */
  readonly bytes: number;
}

/** The first acts of the queue that fit into one PUSH; at least one. `alone`: only the first (it made the hub fail before). */
export function nextBatch(queue: readonly QueuedAct[], alone = false): readonly QueuedAct[] {
  const batch: QueuedAct[] = [];
  let entries = 0;
  let bytes = 0;
  for (const act of queue) {
    const count = act.lastSeq - act.firstSeq + 1;
    const fits = entries + count <= pushLimit.entries && bytes + act.bytes <= pushLimit.bytes;
    if (batch.length > 0 && (alone || !fits)) break;
    batch.push(act);
    entries += count;
    bytes += act.bytes;
  }
  return batch;
}
