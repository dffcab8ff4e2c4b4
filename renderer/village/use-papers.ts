import { useMemo, useState } from 'react';
import type { VillageRow } from '#shared/contract/village.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import { useDraft } from '../cases/use-draft.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import type { Reading } from '../devices/reader.ts';
import { ranks, useTaker } from '../devices/use-taker.ts';
import { printSheet } from '../papers/print-desk.ts';
import { asData, chosenOf, draftPlace, isDoable, tick, type Keyed } from './keyed.ts';

export interface PapersPlace {
  /** Under which it submits, and under which its draft is kept. */
  readonly act: string;
  /** This desk is a village station's: papers go from here, elsewhere they come in. */
  readonly isVillage: boolean;
  readonly rows: readonly VillageRow[];
  readonly start: Keyed;
  readonly onDone: () => void;
}

export interface Papers {
  readonly keyed: Keyed;
  readonly put: (keyed: Keyed) => void;
  readonly keepNow: () => void;
  readonly chosen: readonly VillageRow[];
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly refusal: DeskRefusal | undefined;
  readonly submit: () => Promise<void>;
}

/** What is ticked and keyed in, kept as a draft, and handed over or counted in by one act. */
export function usePapers({ act, isVillage, rows, start, onDone }: PapersPlace): Papers {
  const [keyed, put] = useState(start);
  const data = useMemo(() => asData(keyed), [keyed]);
  const draft = useDraft({ id: act, ...draftPlace }, data);
  const send = useAct(
    (id: string, said: { readonly carrier: string; readonly streams: string[] }) =>
      desk.village.send({ act: id, ...said }),
    act,
  );
  const receive = useAct(
    (id: string, counted: { stream: string; note?: string }[]) => desk.village.receive({ act: id, rows: counted }),
    act,
  );
  useTickByCode(rows.filter(isDoable), keyed, put);
  const chosen = chosenOf(rows, keyed);
  const submit = async () => {
    const answer = isVillage
      ? await send.run({ carrier: keyed.carrier, streams: chosen.map(({ stream }) => stream) })
      : await receive.run(chosen.map(({ stream }) => counted(stream, keyed)));
    if (!answer?.ok) return;
    await draft.drop();
    onDone();
    if ('number' in answer.value) await printList(answer.value.stream);
  };
  return {
    ...{ keyed, put, keepNow: draft.keepNow, chosen, submit },
    isReady: chosen.length > 0 && (!isVillage || keyed.carrier.trim() !== ''),
    isBusy: send.isBusy || receive.isBusy,
    refusal: send.refusal ?? receive.refusal,
  };
}

function counted(stream: string, { notes }: Keyed): { stream: string; note?: string } {
  const note = (notes[stream] ?? '').trim();
  return note === '' ? { stream } : { stream, note };
}

/** One list for both sides to sign; drawn again from the list below where the printer had none. */
async function printList(stream: string): Promise<void> {
  const paper = await answerOf(() => desk.village.paper({ stream }));
  if (paper.ok) await printSheet(paper.value, 'villageHandover', 'A4');
}

/** The code of a slip on this page ticks its row; any other one opens its case, as everywhere. */
function useTickByCode(
  doable: readonly { stream: string; number: string }[],
  keyed: Keyed,
  put: (next: Keyed) => void,
) {
  const rowOf = (reading: Reading) => {
    const qr = reading.kind === 'code' ? readQr(reading.text) : undefined;
    const row = qr?.ok ? doable.find(({ number }) => number === qr.value.number) : undefined;
    return row !== undefined && !keyed.ticked.includes(row.stream) ? row : undefined;
  };
  useTaker({
    rank: ({ reading }) => (rowOf(reading) === undefined ? 0 : ranks.search),
    take: ({ reading }) => {
      const row = rowOf(reading);
      if (row !== undefined) put(tick(keyed, row.stream, true));
    },
  });
}
