/** What kinds have in common that are a numbered list of cases: 上报批次, 村级交接清单, 批量收件清单. */
import { z } from 'zod';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import type { FieldSpec } from '../mechanism/spec.ts';
import { fieldsOf, text, textOf } from './fields.ts';

/** The cases of a list, by their streams; `most`: as many as one act takes and one person signs for. */
export const listRows = (most: number) => z.array(z.uuid()).min(1).max(most);

export const listFields = (most: number) =>
  ({
    number: text(40),
    rows: { class: 'guarded', input: 'choices', schema: listRows(most) },
  }) as const satisfies Readonly<Record<string, FieldSpec>>;

/** Its row in the registries: found by its number, named by one of its fields. */
export const listRecord = (label: string) => (state: StreamState) => ({
  key: textOf(valueOf(state, 'number')),
  label: textOf(valueOf(state, label)),
  value: fieldsOf(state),
});
