/** 环节办完: which stage, and only what a stage of its kind is asked for. */
import { z } from 'zod';
import { stageKinds } from '#shared/kinds/matter/stage.ts';
import { notesOfKind } from '#shared/kinds/service/stages.ts';
import { OneOfNames } from '../../fields/OneOfNames.tsx';
import * as plain from '../../fields/TextFields.tsx';
import type { FieldKit, FieldProps, FormContext } from '../../fields/types.ts';
import { textOf, tidyText } from '../../fields/values.ts';

const stagesSchema = z.array(
  z.object({ name: z.string(), kind: z.enum(stageKinds), state: z.enum(['done', 'now', 'toCome']) }),
);
const stagesIn = ({ learnt }: FormContext) => stagesSchema.safeParse(learnt?.['stages']).data ?? [];

export function StageField(props: FieldProps) {
  const open = stagesIn(props.form).filter(({ state, kind }) => state !== 'done' && kind !== 'report');
  return <OneOfNames {...props} names={open.map(({ name }) => name)} />;
}

/** The stage the form is about; that of 上报 where none is chosen. */
const aboutOf = (form: FormContext) => {
  const stages = stagesIn(form);
  const isChosen = form.places.some(({ name }) => name === 'stage');
  return stages.find(({ name, kind }) => (isChosen ? name === textOf(form.values['stage']) : kind === 'report'));
};

const asksFor = (field: string, form: FormContext): boolean => {
  const about = aboutOf(form);
  return about !== undefined && (notesOfKind[about.kind] ?? []).some((name) => name === field);
};

/** Before its turn: something that is not done stands before it. */
const isEarly = (form: FormContext): boolean => {
  const about = aboutOf(form);
  const next = stagesIn(form).find(({ state }) => state !== 'done');
  return about !== undefined && about.name !== next?.name;
};

const shownIf = (kit: Pick<FieldKit, 'Input' | 'Show'>, isShown: (props: FieldProps) => boolean): FieldKit => ({
  Input: (props) => (isShown(props) ? <kit.Input {...props} /> : null),
  Show: kit.Show,
  tidy: tidyText,
});

const line = { Input: plain.TextField, Show: plain.ShowText };
const long = { Input: plain.LongTextField, Show: plain.ShowText };
const date = { Input: plain.DateField, Show: plain.ShowText };
const ofKind = ({ place, form }: FieldProps): boolean => asksFor(place.name, form);

export const stageSlots: Readonly<Record<string, FieldKit>> = {
  stage: { Input: StageField, Show: plain.ShowText, tidy: tidyText },
  publicFrom: shownIf(date, ofKind),
  publicTo: shownIf(date, ofKind),
  objections: shownIf(long, ofKind),
  certificate: shownIf(line, ofKind),
  arrivedOn: shownIf(date, ofKind),
  why: shownIf(long, ({ form }) => isEarly(form)),
};
