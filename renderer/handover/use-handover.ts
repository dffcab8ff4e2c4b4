import { useMemo, useState } from 'react';
import type { DeskClient } from '#shared/contract/index.ts';
import type { PendingRow } from '#shared/contract/work-handover.ts';
import { usePerson } from '../app/person.ts';
import { useDraft } from '../cases/use-draft.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { asData, chosenOf, draftPlace, type Keyed } from './keyed.ts';

export interface HandoverPlace {
  /** Under which it submits, and under which its draft is kept. */
  readonly act: string;
  readonly start: Keyed;
  readonly onDone: (stream: string) => void;
}
type Give = Omit<Parameters<DeskClient['workHandover']['give']>[0], 'act'>;

/** What is typed and ticked, kept as a draft, and made out by one act. */
export function useHandover({ act, start, onDone }: HandoverPlace) {
  const { me } = usePerson();
  const [keyed, put] = useState(start);
  const data = useMemo(() => asData(keyed), [keyed]);
  const draft = useDraft({ id: act, ...draftPlace }, data);
  const giver = keyed.giver === '' ? null : keyed.giver;
  const pending = useAnswer(['workHandover.pending', giver], () => desk.workHandover.pending({ giver }), {
    keepsLast: true,
  });
  const give = useAct((id: string, input: Give) => desk.workHandover.give({ ...input, act: id }), act);
  const rows = pending.data?.rows ?? [];
  const chosen = chosenOf(rows, keyed);
  const submit = async () => {
    const answer = await give.run(said(keyed, giver ?? me.staff, chosen));
    if (!answer?.ok) return;
    await draft.drop();
    onDone(answer.value.stream);
  };
  return {
    ...{ keyed, put, pending, rows, chosen, submit, keepNow: draft.keepNow },
    isReady: keyed.receiver !== '' && keyed.from !== '' && !pending.isOfBefore,
    isBusy: give.isBusy,
    refusal: give.refusal,
  };
}

function said({ receiver, why, from, until, note, notes }: Keyed, giver: string, chosen: readonly PendingRow[]): Give {
  return {
    ...{ giver, receiver, why, from },
    ...(until === '' ? {} : { until }),
    ...(note.trim() === '' ? {} : { note }),
    rows: chosen.map(({ line: { stream } }) => {
      const own = notes[stream]?.trim() ?? '';
      return own === '' ? { stream } : { stream, note: own };
    }),
  };
}
