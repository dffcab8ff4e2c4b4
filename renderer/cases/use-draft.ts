import { useEffect, useRef, useState } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { DraftPlaceInForm } from '#shared/contract/work.ts';
import { leaveWith, useKeeper } from '../app/keepers.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { forDoor } from '../fields/values.ts';
import { createDraftKeeper } from './draft-keeper.ts';

export interface DraftPlace {
  /** The act the form will submit under. */
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly stream: string | null;
}

export interface Draft {
  /** When the form was last kept, null = not yet. */
  readonly keptAt: number | null;
  readonly keepNow: () => void;
  /** 挂起: as it stands now, with where somebody was in it. Answers why it could not be; then it stays open. */
  readonly park: (place: DraftPlaceInForm) => Promise<DeskRefusal | undefined>;
  /** Submitted or given up: the draft goes. */
  readonly drop: () => Promise<void>;
}

/** From the first change that is not kept yet: also somebody who never pauses is kept every few seconds. */
const pauseMs = 1500;

/** The form's values at its opening are not a draft yet: only what differs from them is kept. */
export function useDraft({ id, kind, type, stream }: DraftPlace, data: JsonObject): Draft {
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const [keeper] = useState(() =>
    createDraftKeeper(
      async (values) => (await answerOf(() => desk.draft.keep({ id, kind, type, stream, data: forDoor(values) }))).ok,
      () => {
        setKeptAt(Date.now());
      },
    ),
  );
  useKeeper(keeper.flush, keeper.isKept);
  const timer = useRef<number>(undefined);
  useEffect(() => {
    keeper.put(data);
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void keeper.flush();
    }, pauseMs);
  }, [keeper, data]);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
      leaveWith(keeper.flush());
    },
    [keeper],
  );
  return {
    keptAt,
    keepNow: () => void keeper.flush(),
    park: async (place) => {
      await keeper.flush();
      const answer = await answerOf(() => desk.draft.park({ id, kind, type, stream, data: forDoor(data), place }));
      return answer.ok ? undefined : answer.refusal;
    },
    drop: async () => {
      await keeper.end();
      await answerOf(() => desk.draft.drop({ id }));
    },
  };
}
