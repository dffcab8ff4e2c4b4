import { v7 } from 'uuid';
import type { Ports } from './core.ts';

/** A UUIDv7 from the injected clock and random: sorts by the time it was minted. */
export const newId = ({ clock, random }: Pick<Ports, 'clock' | 'random'>): string =>
  v7({ msecs: clock.now(), random: random.bytes(16) });
