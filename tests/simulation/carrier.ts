/** The link of a run: loses, doubles, delays, reorders, cuts in the middle, loses answers; and watches what goes to whom. */
import type { Call, Reply } from '#shared/sync/call.ts';
import { pullAnswer, pullRequest, pushAnswer, pushRequest } from '#shared/sync/messages.ts';
import type { Ledger } from './ledger.ts';
import { watchHalves, watchReply } from './watch.ts';
import type { SimDesk } from './sim-desk.ts';
import type { SimHub } from './sim-hub.ts';
import { Violation, type World } from './world.ts';

const decoder = new TextDecoder();

class Lost extends Error {}

export interface Faults {
  /** Once in so many times each; 0 = never. */
  readonly lost: number;
  readonly doubled: number;
  readonly delayed: number;
  readonly cut: number;
  readonly hubDies: number;
  readonly deskDies: number;
  /** An earlier page comes in place of the one that was asked for. */
  readonly stale: number;
  /** A row of a page is of a form that this program cannot read. */
  readonly unreadable: number;
}

export const noFaults: Faults = {
  lost: 0,
  doubled: 0,
  delayed: 0,
  cut: 0,
  hubDies: 0,
  deskDies: 0,
  stale: 0,
  unreadable: 0,
};
export const roughFaults: Faults = {
  lost: 8,
  doubled: 7,
  delayed: 9,
  cut: 12,
  hubDies: 25,
  deskDies: 30,
  stale: 12,
  unreadable: 25,
};

export class Carrier {
  faults: Faults = noFaults;
  private readonly world: World;
  private readonly hub: SimHub;
  private readonly ledger: Ledger;
  /** Calls that are still under way, to arrive at any time after. */
  private readonly underWay: { readonly desk: SimDesk; readonly call: Call }[] = [];
  /** Pages that were answered, by desk. */
  private readonly pages = new Map<SimDesk, Reply[]>();
  found: Violation | undefined;
  /** Set when a desk is to end now: its step is given up. */
  onDeskDeath: ((desk: SimDesk) => void) | undefined;

  constructor(world: World, hub: SimHub, ledger: Ledger) {
    this.world = world;
    this.hub = hub;
    this.ledger = ledger;
  }

  private once(of: number): boolean {
    return of > 0 && this.world.random.once(of);
  }

  /** The desk takes whatever is thrown here for a call that did not get through: what was found is kept. */
  async send(desk: SimDesk, call: Call): Promise<Reply> {
    try {
      return await this.carry(desk, call);
    } catch (error) {
      if (error instanceof Violation) this.found ??= error;
      throw error;
    }
  }

  private async carry(desk: SimDesk, call: Call): Promise<Reply> {
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
    const earlier = call.name === 'PULL' ? this.earlierPage(desk, call, reply) : undefined;
    if (earlier !== undefined && this.once(this.faults.stale)) return earlier;
    if ((call.name === 'PULL' || call.name === 'FETCH') && this.once(this.faults.unreadable)) return this.spoilt(reply);
    return this.once(this.faults.cut) ? { ...reply, body: this.cut(reply.body) } : reply;
  }

  /** One that starts elsewhere, as something between that keeps answers would give it. */
  private earlierPage(desk: SimDesk, call: Call, reply: Reply): Reply | undefined {
    const { cursor } = pullRequest.parse(JSON.parse(decoder.decode(call.body)));
    const kept = this.pages.get(desk) ?? [];
    if (reply.status === 200) this.pages.set(desk, [...kept.slice(-4), reply]);
    const others = kept.filter(({ body }) => {
      const { from } = pullAnswer.parse(JSON.parse(decoder.decode(body)));
      return Object.entries(from).some(([scope, pos]) => (cursor[scope] ?? 0) !== pos);
    });
    return others.length === 0 ? undefined : this.world.random.from(others);
  }

  /** One entry has more in its header than this program knows. */
  private spoilt(reply: Reply): Reply {
    const page = JSON.parse(decoder.decode(reply.body)) as { rows?: { is: string; entry?: { header: object } }[] };
    const entries = (page.rows ?? []).filter(({ entry }) => entry !== undefined);
    if (entries.length === 0) return reply;
    Object.assign(this.world.random.from(entries).entry?.header ?? {}, { later: true });
    return { ...reply, body: new TextEncoder().encode(JSON.stringify(page)) };
  }

  private cut(body: Uint8Array): Uint8Array {
    return body.subarray(0, this.world.random.pick(Math.max(1, body.length)));
  }

  private async deliver(desk: SimDesk, call: Call): Promise<Reply | undefined> {
    const diesIn = this.once(this.faults.hubDies) ? 1 + this.world.random.pick(20) : undefined;
    const dismissed = call.name === 'PUSH' ? await this.hub.dismissed() : new Set<string>();
    const reply = await this.hub.answer(call, diesIn);
    if (!this.hub.wasStruck && reply?.status === 500)
      throw new Violation('hub', `failed at ${call.name} of ${desk.facts.name}`);
    if (call.name === 'RETURN') await watchHalves(this.hub, this.ledger);
    if (reply !== undefined) await watchReply(this.hub, this.ledger, desk, call, reply);
    if (reply?.status === 200 && call.name === 'PUSH') this.keepDoubts(call, reply, dismissed);
    return reply;
  }

  /** What it took now of people who had been dismissed before. */
  private keepDoubts(call: Call, reply: Reply, dismissed: ReadonlySet<string>): void {
    const { entries } = pushRequest.parse(JSON.parse(decoder.decode(call.body)));
    const { results } = pushAnswer.parse(JSON.parse(decoder.decode(reply.body)));
    const fresh = new Set(
      results.flatMap(({ id, result, isRepeat }) => (result === 'taken' && isRepeat !== true ? [id] : [])),
    );
    for (const { header } of entries)
      if (fresh.has(header.id) && dismissed.has(header.by)) this.ledger.doubted.add(header.id);
  }

  /** One of the calls that were held up arrives; its answer goes nowhere. */
  async late(): Promise<void> {
    if (this.underWay.length === 0) return;
    const [one] = this.underWay.splice(this.world.random.pick(this.underWay.length), 1);
    if (one !== undefined) await this.deliver(one.desk, one.call);
  }
}
