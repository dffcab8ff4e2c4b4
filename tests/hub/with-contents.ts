/** Attachments with contents in a township of a test, what is asked of the hub about them, and a link that can be cut at one of them. */
import { Uploads, keepAttachment } from '#desk/commands/attachments.ts';
import { readContent } from '#desk/commands/ask-for-content.ts';
import { newId } from '#desk/ids.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { callHub, type Answered } from '#desk/sync/call-hub.ts';
import { transact } from '#desk/store/handles.ts';
import { epochSetting, linkTo, readSetting, writeSetting } from '#desk/sync/link-state.ts';
import { partBytes } from '#shared/contract/attachment.ts';
import { unwrap, type Result } from '#shared/kernel/result.ts';
import { blobRequest, type BlobAnswer, type BlobAsk, type BlobSaid } from '#shared/sync/blob-messages.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import type { Township } from './township.ts';

export const piece = blobLimit.piece;
const decoder = new TextDecoder();

export interface Sent {
  readonly desk: string;
  readonly name: Call['name'];
  readonly ask?: BlobAsk;
}

export class Contents {
  private readonly town: Township;
  /** Every call that came to the hub. */
  readonly sent: Sent[] = [];
  /** What the hub's answer about contents is made into; undefined: it is lost, and with `isBefore` the question too. */
  spoil: (said: BlobSaid) => BlobSaid | undefined = (said) => said;
  /** The hub's program ends at this many statements of the next PUT. */
  hubDiesIn: number | undefined;

  constructor(town: Township) {
    this.town = town;
    const answer = town.hub.answer.bind(town.hub);
    town.hub.answer = async (call: Call) => {
      const ask =
        call.name === 'BLOB' ? blobRequest.safeParse(JSON.parse(decoder.decode(call.body))).data?.ask : undefined;
      const desk = town.desks.find(({ core }) => core.writer.id === call.head.writer)?.facts.name ?? '';
      this.sent.push({ desk, name: call.name, ...(ask === undefined ? {} : { ask }) });
      const diesIn = ask?.is === 'put' ? this.hubDiesIn : undefined;
      if (diesIn !== undefined) this.hubDiesIn = undefined;
      const reply = await answer(call, diesIn);
      return reply === undefined || ask === undefined ? reply : this.spoilt(reply);
    };
  }

  private spoilt(reply: Reply): Reply {
    if (reply.status !== 200) return reply;
    const { said } = JSON.parse(decoder.decode(reply.body)) as BlobAnswer;
    const next = this.spoil(said);
    if (next === undefined) throw new Error('the answer is lost');
    return { ...reply, body: new TextEncoder().encode(JSON.stringify({ said: next })) };
  }

  asks<K extends BlobAsk['is']>(is: K): Extract<BlobAsk, { is: K }>[] {
    return this.sent.flatMap(({ ask }) => (ask?.is === is ? [ask as Extract<BlobAsk, { is: K }>] : []));
  }

  random(bytes: number): Uint8Array {
    return this.town.world.random.bytes(bytes);
  }

  /** As a clerk does it; answers the name of its content. */
  attach(desk: SimDesk, stream: string, content: Uint8Array, isRequired = false): string {
    const uploads = new Uploads();
    const { core, viewer } = desk;
    const upload = newId(core.ports);
    for (let index = 0; index * partBytes < content.length; index += 1)
      unwrap(uploads.add(upload, index, content.subarray(index * partBytes, (index + 1) * partBytes)));
    const act = newId(core.ports);
    this.town.world.advance(1000);
    unwrap(
      keepAttachment(core, viewer, uploads, { act, stream, upload, name: '证明.jpg', mime: 'image/jpeg', isRequired }),
    );
    return this.town.state(desk, stream).attachments.at(-1)?.blob ?? '';
  }

  read({ core }: SimDesk, blob: string): Result<Uint8Array> {
    return readContent(core, blob);
  }

  /** One question in a desk's own name. */
  async ask(desk: SimDesk, ask: BlobAsk): Promise<Answered<BlobAnswer>> {
    const carrier = { send: (call: Call) => desk.carry(desk, call) };
    const { ed25519 } = createCrypto(this.town.world.random);
    const epoch = readSetting(desk.core.store.read, epochSetting);
    return callHub(desk.core, ed25519, carrier, 'BLOB', { epoch, ask });
  }

  async said(desk: SimDesk, ask: BlobAsk): Promise<BlobSaid> {
    const answered = await this.ask(desk, ask);
    if (answered.is !== 'answer') throw new Error(JSON.stringify(answered));
    return answered.value.said;
  }

  /** As joining writes it down; what is not here is fetched only where there is a hub. */
  link(): void {
    for (const { core } of this.town.desks)
      transact(core.store.write, (transaction) => {
        writeSetting(transaction, linkTo, { url: 'https://hub.example', pin: '' });
      });
  }

  /** Time passes, and everybody looks again. */
  async settle(milliseconds = 60_000): Promise<void> {
    this.town.world.advance(milliseconds);
    await this.town.restAll();
  }

  /** Steps until `until` has come about in what was sent. */
  async stepUntil(desk: SimDesk, until: () => boolean): Promise<void> {
    desk.link.ask();
    for (let tries = 0; tries < 200; tries += 1) {
      if (until()) return;
      await desk.step();
    }
    throw new Error('it does not come about');
  }
}
