/** Fields about the decision: which one is put before whom, and by when what is ready is fetched. */
import { z } from 'zod';
import type { FieldKit, FieldProps, FormContext } from '../../fields/types.ts';
import * as plain from '../../fields/TextFields.tsx';
import { tidyText } from '../../fields/values.ts';

const aboutsSchema = z.array(z.object({ about: z.string(), needsTwo: z.boolean() }));
const aboutsIn = ({ learnt }: FormContext) => aboutsSchema.safeParse(learnt?.['approvals']).data ?? [];

/** Only decisions that the matter has signed for; all are shown where nothing is known. */
function AboutField(props: FieldProps) {
  const { place, form } = props;
  const known = aboutsIn(form);
  const values = place.spec.values?.filter((one) => known.some(({ about }) => about === one)) ?? [];
  return <plain.ChoiceField {...props} place={{ ...place, spec: { ...place.spec, values } }} />;
}

/** Asked of a telling, not of a call about a missing paper. */
function FetchByField(props: FieldProps) {
  const { form } = props;
  const isCall = form.places.some(({ name }) => name === 'answer');
  const isTelling = form.status === 'decided' && (!isCall || form.values['answer'] === 'reached');
  return isTelling ? <plain.DateField {...props} /> : null;
}

/** Of 呈批 only where two have to decide. */
function SecondField(props: FieldProps) {
  const { form } = props;
  const isApproval = form.places.some(({ name }) => name === 'approver');
  const rule = aboutsIn(form).find(({ about }) => about === form.values['about']);
  return isApproval && rule?.needsTwo !== true ? null : <plain.TextField {...props} />;
}

export const decisionSlots: Readonly<Record<string, FieldKit>> = {
  about: { Input: AboutField, Show: plain.ShowChoice, tidy: tidyText },
  second: { Input: SecondField, Show: plain.ShowText, tidy: tidyText },
  fetchBy: { Input: FetchByField, Show: plain.ShowText, tidy: tidyText },
};
