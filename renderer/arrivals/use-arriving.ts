/** What is being noted as arrived: kept as a draft while it is ticked and typed, written once. */
import { useState } from 'react';
import { useDraft } from '../cases/use-draft.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { asDraft, draftKind, draftType, readyOf, type Arriving } from './ticked.ts';

export type ArrivalView = Extract<Awaited<ReturnType<typeof desk.arrival.waiting>>, { readonly ok: true }>['value'];

interface ArrivingAsked {
  readonly act: string;
  readonly rows: ArrivalView['rows'];
  readonly start: Arriving;
  readonly onNoted: (count: number) => void;
}

type Noting = Omit<Parameters<typeof desk.arrival.note>[0], 'act'>;

export function useArriving({ act, rows, start, onNoted }: ArrivingAsked) {
  const [arriving, setArriving] = useState(start);
  const [data, setData] = useState(() => asDraft(start));
  const draft = useDraft({ id: act, kind: draftKind, type: draftType, stream: null }, data);
  const note = useAct((id: string, said: Noting) => desk.arrival.note({ act: id, ...said }), act);
  const put = (next: Arriving) => {
    setArriving(next);
    setData(asDraft(next));
  };
  const { arrivedOn, ticked } = arriving;
  const responsible = arriving.responsible.trim();
  const ready = readyOf(rows, ticked);
  const isComplete = ready.rows.length > 0 && ready.lacking === 0 && arrivedOn !== '' && responsible !== '';
  const submit = async () => {
    const noted = await note.run({ arrivedOn, responsible, rows: [...ready.rows] });
    if (!noted?.ok) return;
    await draft.drop();
    onNoted(noted.value.count);
  };
  return { arriving, put, ready, isComplete, submit, keepNow: draft.keepNow, note };
}
