/** 带走: one file with everything this desk has to say, for the hub alone to open. What it carries stays in the queue until an answer came. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { wrap, writeText, type RequestHead } from '#shared/sync/stick.ts';
import { newId } from '../../ids.ts';
import { keyOf } from '../../journal/writers.ts';
import { sealFor } from '../../keys/stick-key.ts';
import { transact } from '../../store/handles.ts';
import { hubHeadSetting, hubKeysSetting, metSetting, readSetting, stopSetting, writeSetting } from '../link-state.ts';
import { stickSetting, type StickParts } from './parts.ts';
import { questionsOf } from './questions.ts';

export interface CarriedOut {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly at: string;
  readonly acts: number;
}

/** Refusals: stick.notYet (never heard of its server), stick.stopped (a person has to look first). */
export async function carryOut(parts: StickParts): Promise<Result<CarriedOut>> {
  const { core } = parts;
  const { read } = core.store;
  const hub = readSetting(read, hubKeysSetting);
  if (hub === null) return refuse('stick.notYet');
  if (readSetting(read, stopSetting) !== '') return refuse('stick.stopped');
  const answerTo = await parts.key.recipient();
  // From here to the signature nothing is awaited: head and messages speak of one moment.
  const head: RequestHead = {
    ...{ is: 'request', format: 1, file: newId(core.ports), writer: core.writer.id },
    at: new Date(core.ports.clock.now()).toISOString(),
    hub: hub.sign,
    heard: { met: readSetting(read, metSetting), n: readSetting(read, hubHeadSetting).n },
    answerTo,
  };
  const { lines, acts } = questionsOf(core, parts.app);
  const text = writeText(head, lines, (bytes) => signed(parts, bytes));
  return ok({ bytes: wrap('out', await sealFor(hub.stick, text)), file: head.file, at: head.at, acts });
}

function signed({ core, ed25519 }: StickParts, bytes: Uint8Array): string {
  const key = keyOf(core.store.read, core.writer.id);
  if (key === undefined) throw new Error('bug: a writer without its key');
  return Buffer.from(ed25519.sign(key, bytes)).toString('base64');
}

/** It is on its way: the page says since when, and with how much. */
export function keepCarriedOut({ core }: Pick<StickParts, 'core'>, { file, at, acts }: CarriedOut): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, stickSetting, { ...readSetting(transaction, stickSetting), out: { file, at, acts } });
  });
}
