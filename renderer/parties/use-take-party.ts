import type { PartyLine } from '#shared/contract/party.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useState } from 'react';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';

export interface TakeParty {
  /** Looks at the full data, which is written down, and hands it over. */
  readonly take: (line: PartyLine) => Promise<JsonObject | undefined>;
  readonly refusal: DeskRefusal | undefined;
}

export function useTakeParty(): TakeParty {
  const [look] = useState(newActId);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  return {
    refusal,
    take: async ({ party }) => {
      const answer = await answerOf(() => desk.party.take({ party, look }));
      setRefusal(answer.ok ? undefined : answer.refusal);
      return answer.ok ? answer.value.petitioner : undefined;
    },
  };
}
