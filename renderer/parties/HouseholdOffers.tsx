/** 户: those in which the hall knows somebody, offered; taken over only when a person says so. */
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { textOf } from '../fields/values.ts';
import { HouseholdChoice } from './HouseholdChoice.tsx';
import type { KnownMember } from './household-fill.ts';

export interface WholeHousehold {
  readonly household: string;
  readonly petitioner: JsonObject;
  readonly members: readonly KnownMember[];
}

interface HouseholdOffersProps {
  readonly petitioner: JsonObject;
  readonly onChoose: (whole: WholeHousehold) => void;
}

export function HouseholdOffers({ petitioner, onChoose }: HouseholdOffersProps) {
  const [look] = useState(newActId);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const [party, idNumber] = [textOf(petitioner['party']), textOf(petitioner['idNumber'])];
  const [asked] = useDebouncedValue(
    JSON.stringify({ ...(party === '' ? {} : { party }), ...(idNumber === '' ? {} : { idNumber }) }),
    300,
  );
  const answer = useAnswer(
    ['party.households', asked],
    () => desk.party.households(JSON.parse(asked) as Parameters<typeof desk.party.households>[0]),
    { isOn: asked !== '{}' },
  );
  const lines = asked === '{}' ? [] : (answer.data?.lines ?? []);
  if (lines.length === 0) return <RefusalNote refusal={refusal} />;
  const take = async (household: string) => {
    const whole = await answerOf(() => desk.party.household({ household, look }));
    setRefusal(whole.ok ? undefined : whole.refusal);
    if (whole.ok) onChoose({ household, ...whole.value });
  };
  return <HouseholdChoice lines={lines} onTake={(household) => void take(household)} refusal={refusal} />;
}
