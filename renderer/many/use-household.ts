/** Who belongs to the one who was found: asked of their cases and of the households they are in. Which household it is, is never guessed. */
import { useRef, useState } from 'react';
import type { HouseholdLine } from '#shared/contract/party.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { fillParty } from '../parties/fill.ts';
import { isHeadOf, type Sought } from './household.ts';

type Asked = Parameters<typeof desk.party.households>[0];

/** `onPeople`: whoever is known by now; again with each household the person chooses. */
export function useHousehold(onPeople: (sought: Sought) => void) {
  const [look] = useState(newActId);
  const [offered, setOffered] = useState<readonly HouseholdLine[]>([]);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const known = useRef<Sought>({ found: {}, values: [] });
  /** An answer about somebody who was sought before is none. */
  const turn = useRef(0);
  const begin = () => {
    setOffered([]);
    setRefusal(undefined);
    turn.current += 1;
    const mine = turn.current;
    return () => mine === turn.current;
  };
  const refuse = (said: DeskRefusal) => {
    setRefusal(said);
  };
  const wholeOf = (household: string) => answerOf(() => desk.party.household({ household, look }));
  const search = async (sought: Sought, asked: Asked, isStill: () => boolean) => {
    known.current = sought;
    onPeople(sought);
    const answer = await answerOf(() => desk.party.households(asked));
    if (!isStill()) return;
    if (!answer.ok) {
      refuse(answer.refusal);
      return;
    }
    const { lines } = answer.value;
    const [only] = lines;
    if (only === undefined || lines.length > 1) {
      setOffered(lines);
      return;
    }
    const whole = await wholeOf(only.party);
    if (!isStill()) return;
    if (!whole.ok) refuse(whole.refusal);
    else if (whole.value.members[0] && isHeadOf(sought.found, whole.value.members[0]))
      onPeople({ ...sought, household: whole.value });
    else setOffered(lines);
  };
  return {
    offered,
    refusal,
    /** Found by name, telephone or paper. */
    take: async (party: string) => {
      const isStill = begin();
      const answer = await answerOf(() => desk.party.take({ party, look }));
      if (!isStill()) return;
      if (!answer.ok) {
        refuse(answer.refusal);
        return;
      }
      const found = fillParty({}, answer.value.petitioner, true);
      await search({ found, values: answer.value.known.map(({ value }) => value) }, { party }, isStill);
    },
    /** A card, or a whole number typed. */
    seek: (found: JsonObject, idNumber: string) => search({ found, values: [] }, { idNumber }, begin()),
    choose: async (household: string) => {
      const isStill = begin();
      setOffered(offered);
      const whole = await wholeOf(household);
      if (!isStill()) return;
      if (whole.ok) onPeople({ ...known.current, household: whole.value });
      else refuse(whole.refusal);
    },
  };
}
