/** Somebody who carries sticks between desks of a `Township` and its hub. */
import { createHash } from 'node:crypto';
import type { Result } from '#shared/kernel/result.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { StickRefusal } from '#shared/sync/carry.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { createStickKey } from '#desk/keys/stick-key.ts';
import { carryOut, keepCarriedOut } from '#desk/sync/stick/carry-out.ts';
import type { StickParts } from '#desk/sync/stick/parts.ts';
import { takeIn, type TakenIn } from '#desk/sync/stick/take-in.ts';
import { serveStick, type ServedStick } from '../../hub/sync/stick.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import type { Township } from './township.ts';

export class StickRider {
  private readonly town: Township;

  constructor(town: Township) {
    this.town = town;
  }

  /** A copy of a directory has the same root key, and so the same stick key. */
  partsOf(desk: SimDesk): StickParts {
    const secret = new Uint8Array(createHash('sha256').update(desk.id).digest());
    return {
      core: desk.core,
      ed25519: createCrypto(this.town.world.random).ed25519,
      app: 'simulated',
      key: createStickKey(secret),
    };
  }

  /** 带走 */
  async out(desk: SimDesk): Promise<Uint8Array> {
    const parts = this.partsOf(desk);
    const carried = unwrap(await carryOut(parts));
    keepCarriedOut(parts, carried);
    this.town.world.advance(1000);
    return carried.bytes;
  }

  try(file: Uint8Array): Promise<Result<ServedStick, StickRefusal>> {
    return serveStick(this.town.hub.running.hub, file, () => undefined);
  }

  /** At the hall. */
  async serve(file: Uint8Array): Promise<Uint8Array> {
    const served = await this.try(file);
    if (!served.ok) throw new Error(`the hub refuses the stick: ${served.refusal}`);
    return served.value.file;
  }

  /** 取回 */
  async back(desk: SimDesk, answer: Uint8Array): Promise<TakenIn> {
    return unwrap(await takeIn(this.partsOf(desk), answer));
  }

  async round(desk: SimDesk): Promise<TakenIn> {
    return this.back(desk, await this.serve(await this.out(desk)));
  }
}
