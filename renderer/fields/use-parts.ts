/**
 * What each field of a form is given, so that a key in one of them does not wait until all others are drawn: the field that is typed in sees
 * the values at once, the others see them when the hand rests for a moment, and at the latest with the key that leaves the field.
 */
import { startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ChangeEvent, HTMLAttributes, KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useSteady } from '../app/use-steady.ts';
import type { FieldValue, FormContext } from './types.ts';
import { withValue } from './values.ts';

type Change = (name: string, value: FieldValue) => void;

export interface Parts {
  /** The form as the field of this name sees it. */
  readonly parts: (name: string) => FormContext;
  /** The same function for the whole life of the form. */
  readonly change: Change;
  /** For the element around the fields. */
  readonly typing: Pick<HTMLAttributes<HTMLElement>, 'onChangeCapture' | 'onChange' | 'onKeyDownCapture'>;
}

export function useParts(form: FormContext, onChange: (values: JsonObject) => void): Parts {
  const { values } = form;
  const [shown, setShown] = useState(values);
  const fresh = useForm(form, values);
  const behind = useForm(form, shown);
  const latest = useRef(values);
  const tell = useSteady(onChange);
  const isTyping = useRef(false);
  // Only when they are other ones: a drawing that comes between a change and its answer must not bring back what was before it.
  useLayoutEffect(() => {
    latest.current = values;
  }, [values]);
  useEffect(() => {
    startTransition(() => {
      setShown(values);
    });
  }, [values]);
  const [change] = useState(
    (): Change => (name, value) => {
      const next = withValue(latest.current, name, value);
      latest.current = next;
      // What was chosen, ticked or filled in by itself is seen everywhere at once: fields come and go with it.
      if (!isTyping.current) setShown(next);
      tell(next);
    },
  );
  return {
    parts: (name) => (values[name] === shown[name] ? behind : fresh),
    change,
    typing: {
      onChangeCapture: ({ target }: ChangeEvent<HTMLElement>) => {
        isTyping.current = isText(target);
      },
      onChange: () => {
        isTyping.current = false;
      },
      onKeyDownCapture: ({ key }: KeyboardEvent) => {
        if (!leaving.has(key) || shown === values) return;
        flushSync(() => {
          setShown(values);
        });
      },
    },
  };
}

/** Keys that go from one field to another, over all that stands between. */
const leaving: ReadonlySet<string> = new Set(['Enter', 'Tab']);

const isText = (element: EventTarget): boolean =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !/^(radio|checkbox|file)$/.test(element.type));

/** The same object while nothing of it changed. */
export function useForm(form: FormContext, values: JsonObject): FormContext {
  const { kind, places, said, learnt, intake, status, stream } = form;
  return useMemo(
    () => ({
      ...{ kind, places, values },
      ...(said === undefined ? {} : { said }),
      ...(learnt === undefined ? {} : { learnt }),
      ...(intake === undefined ? {} : { intake }),
      ...(status === undefined ? {} : { status }),
      ...(stream === undefined ? {} : { stream }),
    }),
    [kind, places, values, said, learnt, intake, status, stream],
  );
}
