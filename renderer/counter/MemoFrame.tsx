import { Stack } from '@mantine/core';
import { useEffect, useRef, type DOMAttributes, type ReactNode } from 'react';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { FieldForm } from '../fields/FieldForm.tsx';
import type { FieldPlace } from '../fields/types.ts';
import type { MemoBegin } from './use-memo-begin.ts';

interface MemoFrameProps {
  readonly kind: string;
  readonly places: readonly FieldPlace[];
  readonly memo: MemoBegin;
  /** Ctrl+Enter, and Enter after the last field. */
  readonly onSubmit: () => void;
  /** Keys the form looks at before and after its fields. */
  readonly keys?: Pick<DOMAttributes<HTMLElement>, 'onKeyDown' | 'onKeyDownCapture'>;
  readonly children: ReactNode;
}

/** The fields of a note, and below them what may become of it. */
export function MemoFrame({ kind, places, memo, onSubmit, keys, children }: MemoFrameProps) {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('textarea, input')?.focus();
  }, []);
  return (
    <form
      ref={element}
      noValidate
      onKeyDownCapture={keys?.onKeyDownCapture}
      onKeyDown={(event) => {
        keys?.onKeyDown?.(event);
        enterToNext(event);
      }}
      onBlur={memo.draft.keepNow}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="sm">
        <FieldForm form={{ kind, places, values: memo.values }} refusals={memo.refusals} onChange={memo.put} />
        <RefusalNote refusal={memo.refusal} />
        {children}
      </Stack>
    </form>
  );
}
