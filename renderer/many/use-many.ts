/** The page's state: what is typed, how each row stands, and the taking in. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { formFieldsSchema } from '#shared/kinds/matter/form-field.ts';
import type { MatterVersion } from '../fields/matter-facts.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk, untilBack } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { forDoor } from '../fields/values.ts';
import { today } from '../fields/today.ts';
import { useDraft, type Draft } from '../cases/use-draft.ts';
import { checkOne, judgeRows, rememberRows, type CheckedRow, type JudgedRow } from './check-row.ts';
import { listKind, manyData, manyType, numberIn, type ManyDraft, type ManyRow, type Taken } from './many-draft.ts';
import { takeRows, type RowToTake } from './take-rows.ts';

export interface Taking {
  readonly done: number;
  readonly of: number;
}

export interface Many {
  readonly draft: ManyDraft;
  readonly put: (draft: ManyDraft) => void;
  readonly judged: readonly JudgedRow[];
  readonly kept: Draft;
  /** Under way. */
  readonly taking: Taking | undefined;
  readonly refusal: DeskRefusal | undefined;
  /** Takes in what is ready. Answers whether everything of the list is there now. */
  readonly take: () => Promise<boolean>;
  readonly stop: () => void;
}

interface ManyPlace {
  readonly id: string;
  readonly taken: Taken;
  readonly version: MatterVersion | undefined;
  readonly start: ManyDraft;
}

export function useMany({ id, taken, version, start }: ManyPlace): Many {
  const [draft, setDraft] = useState(start);
  const [data, setData] = useState(() => manyData(start));
  const kept = useDraft({ id, kind: listKind, type: manyType, stream: null }, data);
  const [taking, setTaking] = useState<Taking>();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const [refused, setRefused] = useState<ReadonlyMap<string, DeskRefusal>>(new Map());
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string>>(new Map());
  const isStopped = useRef(false);
  // Whoever leaves the page sees no progress any more: the row under way is the last.
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  const there = useTaken(draft.list, taking === undefined);
  const all = useMemo(() => new Map([...there, ...numbers]), [there, numbers]);
  const open = useOpenCases(draft, taking === undefined);
  const check = useRemembered(taken, version, draft);
  const judged = useMemo(
    () => judgeRows(draft.rows, check, { taken: all, open, refused }),
    [draft.rows, check, all, open, refused],
  );
  const put = (next: ManyDraft) => {
    setRefused((before) => stillSaid(before, draft, next));
    setDraft(next);
    setData(manyData(next));
  };
  const take = async (): Promise<boolean> => {
    const going = judged.filter(({ state }) => state === 'ready').map(rowToTake);
    if (going.length === 0) return false;
    isStopped.current = false;
    setRefusal(undefined);
    setTaking({ done: 0, of: going.length });
    const taken = new Map<string, string>();
    const progress = atMostEvery(showEveryMs, () => {
      setNumbers((before) => new Map([...before, ...taken]));
      setTaking({ done: taken.size, of: going.length });
    });
    const ended = await takeRows(going, {
      ...portsOf(id, draft, takenOf(judged)),
      onTaken: (row, number) => {
        taken.set(row, number);
        progress.soon();
      },
      onRefused: (row, why) => {
        setRefused((before) => new Map([...before, [row, why]]));
      },
      isStopped: () => isStopped.current,
    });
    progress.now();
    setTaking(undefined);
    setRefusal(ended);
    return judged.every(({ row, state }) => state === 'taken' || state === 'out' || taken.has(row.id));
  };
  return {
    ...{ draft, put, judged, kept, taking, refusal, take },
    stop: () => {
      isStopped.current = true;
    },
  };

  function portsOf(place: string, now: ManyDraft, visits: ReadonlyMap<string, string>) {
    const { list, code: matter } = now;
    return {
      keep: () =>
        answerOf(() =>
          desk.draft.keep({ id: place, kind: listKind, type: manyType, stream: null, data: forDoor(manyData(now)) }),
        ),
      page: () => answerOf(() => desk.many.page({ stream: list })),
      open: (rows: readonly string[]) => answerOf(() => desk.many.open({ list, matter, rows: [...rows] })),
      extend: (rows: readonly string[]) =>
        answerOf(() => desk.many.extend({ act: newActId(), stream: list, rows: [...rows] })),
      take: ({ id: row, data: said, household, isByHand }: RowToTake, first: string | undefined) => {
        const visit = first ?? (household === undefined ? undefined : visits.get(household));
        return answerOf(() =>
          desk.many.takeRow({
            ...{ list, row, kind: taken.kind, type: taken.form.type, data: forDoor(said) },
            ...(visit === undefined ? {} : { visit }),
            ...(isByHand === true ? { isByHand } : {}),
          }),
        );
      },
      untilBack,
    };
  }
}

/** All rows are judged anew for each picture of the progress: not for each of five thousand. */
const showEveryMs = 250;

/** `soon`: once when the time is over, however often it is asked for; `now`: at once, and what was to come is forgotten. */
function atMostEvery(ms: number, call: () => void): { readonly soon: () => void; readonly now: () => void } {
  let timer: number | undefined;
  const now = () => {
    window.clearTimeout(timer);
    timer = undefined;
    call();
  };
  return {
    soon: () => {
      timer ??= window.setTimeout(now, ms);
    },
    now,
  };
}

const rowToTake = ({ row: { id, household, isByHand }, data }: JudgedRow): RowToTake => ({
  ...{ id, data },
  ...(household === undefined ? {} : { household }),
  ...(isByHand === undefined ? {} : { isByHand }),
});

/** Of each household the case that was taken in before: the others come with it. */
const takenOf = (judged: readonly JudgedRow[]): ReadonlyMap<string, string> =>
  new Map(
    judged
      .filter(({ state, row }) => state === 'taken' && row.household !== undefined)
      .map(({ row }) => [row.household ?? '', row.id] as const)
      .toReversed(),
  );

/** A reason must not outlive its mistake: of a row that was changed it is forgotten. */
function stillSaid(
  refused: ReadonlyMap<string, DeskRefusal>,
  before: ManyDraft,
  after: ManyDraft,
): ReadonlyMap<string, DeskRefusal> {
  if (before.common !== after.common) return new Map();
  const still = new Set(after.rows);
  const same = new Set(before.rows.filter((row) => still.has(row)).map(({ id }) => id));
  return new Map([...refused].filter(([id]) => same.has(id)));
}

/** Which of the list are there: of a list that was broken off. A list that nobody has opened yet is none. */
function useTaken(list: string, isOn: boolean): ReadonlyMap<string, string> {
  const answer = useAnswer(['many.page', list], () => desk.many.page({ stream: list }), { isOn, keepsLast: true });
  const rows = answer.data?.rows;
  return useMemo(
    () => new Map((rows ?? []).filter(({ number }) => number !== '').map(({ stream, number }) => [stream, number])),
    [rows],
  );
}

function useOpenCases({ code: matter, rows }: ManyDraft, isOn: boolean): ReadonlyMap<string, string> {
  const numbers = useMemo(() => [...new Set(rows.map(numberIn).filter((one) => one !== ''))].toSorted(), [rows]);
  const answer = useAnswer(
    ['many.openCases', matter, numbers],
    () => desk.many.openCases({ matter, numbers: numbers.map((one) => one.slice(0, 40)) }),
    { isOn: isOn && matter !== '' && numbers.length > 0, keepsLast: true },
  );
  const cases = answer.data?.cases;
  const own = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  return useMemo(
    () =>
      new Map((cases ?? []).filter(({ stream }) => !own.has(stream)).map(({ idNumber, number }) => [idNumber, number])),
    [cases, own],
  );
}

/** Thousands of rows are not judged anew for one that was changed. */
function useRemembered(
  taken: Taken,
  version: MatterVersion | undefined,
  draft: ManyDraft,
): (row: ManyRow) => CheckedRow {
  const { code, common, list } = draft;
  const whole = version?.whole;
  const declared = useMemo(() => formFieldsSchema.safeParse(whole?.['fields']).data ?? [], [whole]);
  return useMemo(() => {
    const around = { taken, declared, today: today() };
    return rememberRows((row) => checkOne(around, { code, common, list, rows: [], typed: {} }, row));
  }, [taken, declared, code, common, list]);
}
