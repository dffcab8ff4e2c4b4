/** The link of a run: loses, doubles, delays, reorders, cuts in the middle, loses answers; and watches what goes to whom. */
import type { Call, Reply } from '#shared/sync/call.ts';
import { watchReply } from './watch.ts';
import type { SimDesk } from './sim-desk.ts';
import type { SimHub } from './sim-hub.ts';
import { Violation, type World } from './world.ts';

class Lost extends Error {}
/** The desk's program ended while it waited. */
export class DeskDied extends Error {}

export interface Faults {
  /** Once in so many times each; 0 = never. */
  readonly lost: number;
  readonly doubled: number;
  readonly delayed: number;
  readonly cut: number;
  readonly hubDies: number;
  readonly deskDies: number;
}

export const noFaults: Faults = { lost: 0, doubled: 0, delayed: 0, cut: 0, hubDies: 0, deskDies: 0 };
export const roughFaults: Faults = { lost: 8, doubled: 7, delayed: 9, cut: 12, hubDies: 25, deskDies: 30 };

export class Carrier {
  faults: Faults = noFaults;
  private readonly world: World;
  private readonly hub: SimHub;
  /** Calls that are still under way, to arrive at any time after. */
  private readonly underWay: { readonly desk: SimDesk; readonly call: Call }[] = [];
  /** Set when a desk is to end now: its step is given up. */
  onDeskDeath: ((desk: SimDesk) => void) | undefined;

  constructor(world: World, hub: SimHub) {
    this.world = world;
    this.hub = hub;
  }

  private once(of: number): boolean {
    return of > 0 && this.world.random.once(of);
  }

  async send(desk: SimDesk, call: Call): Promise<Reply> {
    if (desk.isAway || this.once(this.faults.lost)) throw new Lost();
    if (this.once(this.faults.delayed)) {
      this.underWay.push({ desk, call });
      throw new Lost();
    }
    if (this.once(this.faults.cut)) {
      await this.deliver(desk, { ...call, body: this.cut(call.body) });
      throw new Lost();
    }
    const reply = await this.deliver(desk, call);
    if (this.once(this.faults.doubled)) await this.deliver(desk, call);
    if (this.once(this.faults.deskDies)) {
      this.onDeskDeath?.(desk);
      return new Promise(() => undefined);
    }
    if (reply === undefined || this.once(this.faults.lost)) throw new Lost();
    return this.once(this.faults.cut) ? { ...reply, body: this.cut(reply.body) } : reply;
  }

  private cut(body: Uint8Array): Uint8Array {
    return body.subarray(0, this.world.random.pick(Math.max(1, body.length)));
  }

  private async deliver(desk: SimDesk, call: Call): Promise<Reply | undefined> {
    const diesIn = this.once(this.faults.hubDies) ? 1 + this.world.random.pick(20) : undefined;
    const reply = await this.hub.answer(call, diesIn);
    if (reply?.status === 500) throw new Violation('hub', `failed at ${call.name} of ${desk.facts.name}`);
    if (reply !== undefined) await watchReply(this.hub, desk, call, reply);
    return reply;
  }

  /** One of the calls that were held up arrives; its answer goes nowhere. */
  async late(): Promise<void> {
    if (this.underWay.length === 0) return;
    const [one] = this.underWay.splice(this.world.random.pick(this.underWay.length), 1);
    if (one !== undefined) await this.deliver(one.desk, one.call);
  }
}
