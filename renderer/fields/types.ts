/** What every field of a form is given, and what a kind of field has to offer. */
import type { ComponentType } from 'react';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { DeskRefusal } from '../client/answer.ts';
import type { FieldInput, FieldSpec } from '#shared/kinds/mechanism/spec.ts';

export type FieldValue = Json | undefined;

/** One field of a form, in the order in which it is asked. */
export interface FieldPlace {
  readonly name: string;
  readonly spec: FieldSpec;
  readonly isRequired: boolean;
}

/** The form a field stands in: a list of papers asks it which matter was chosen. */
export interface FormContext {
  readonly kind: string;
  readonly places: readonly FieldPlace[];
  readonly values: JsonObject;
  /** What the case says already, in fields this form may not ask for. */
  readonly said?: JsonObject;
  /** Facts the case has already learnt of its matter. */
  readonly learnt?: JsonObject;
  /** The day the case began, or begins (补录); absent: today. */
  readonly intake?: PlainDate;
  /** The state the case is in; absent where there is none yet. */
  readonly status?: string;
  /** The case itself, so that it is not offered as similar to itself. */
  readonly stream?: string;
}

export interface FieldProps {
  readonly place: FieldPlace;
  readonly label: string;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  /** Says another field of the same form: two that stand in one table. */
  readonly put?: (name: string, value: FieldValue) => void;
  /** Refusals of this field, by the path within it ('' = the field itself). */
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  readonly form: FormContext;
}

export interface ShowProps {
  readonly value: Json;
  readonly kind: string;
  readonly name: string;
  readonly spec: FieldSpec;
  /** Facts the case has learnt, such as the version of its matter. */
  readonly learnt?: JsonObject;
}

/** One way of asking for and showing a value. */
export interface FieldKit {
  readonly Input: ComponentType<FieldProps>;
  readonly Show: ComponentType<ShowProps>;
  /** What was typed, without the blanks: undefined = nothing was said. */
  readonly tidy: (value: FieldValue) => FieldValue;
  /** The only inputs whose answers stand for it in `form.values`, its own not among them; absent: it may look at all, its own too. */
  readonly looksAt?: readonly FieldInput[];
  /** What other fields are shown of its value; absent: all of it. */
  readonly seen?: (value: FieldValue) => FieldValue;
}
