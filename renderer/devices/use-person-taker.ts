import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { readers, type Heard } from './bus.ts';
import { fillPerson, takeFields, type CardField, type Difference } from './fill.ts';
import type { CardParts } from './reader.ts';
import { ranks, useTaker } from './use-taker.ts';

interface PersonPlace {
  /** As the names of its inputs begin: `petitioner`, `petitioner.agent`. */
  readonly path: string;
  readonly person: JsonObject;
  readonly onChange: (person: JsonObject) => void;
  /** What of a card the form has a place for. */
  readonly fields: readonly CardField[];
  readonly onCard?: ((card: CardParts) => void) | undefined;
}

export interface CardReading {
  /** The last card that was read into these fields. */
  readonly card: CardParts | undefined;
  /** What the form says otherwise, until the person has chosen. */
  readonly differences: readonly Difference[];
  readonly takeCard: () => void;
  readonly keepTyped: () => void;
}

/** Whose fields the cursor stands in. */
const pathAt = (focus: Element | null): string | undefined =>
  focus?.closest<HTMLElement>('[data-person]')?.dataset['person'];

/** The person whose fields have the focus takes a card; else the one of the case, before whoever speaks for them. */
function rankOf({ reading, focus }: Heard, path: string): number {
  if (reading.kind !== 'card') return 0;
  if (pathAt(focus) === path) return ranks.focused;
  return path.includes('.') ? ranks.otherPerson : ranks.petitioner;
}

export function usePersonTaker({ path, person, onChange, fields, onCard }: PersonPlace): CardReading {
  const { t } = useTranslation('screens');
  const [card, setCard] = useState<CardParts>();
  const [differences, setDifferences] = useState<readonly Difference[]>([]);
  const done = (words: string): void => {
    readers.notices.say({ tone: 'done', words });
  };
  const keepCard = (read: CardParts): void => {
    setCard(read);
    onCard?.(read);
  };
  const read = (read: CardParts): void => {
    const filled = fillPerson(person, read, fields);
    setDifferences(filled.differences);
    // Of two people's papers no third person must come about: until it is said who is meant, nothing is filled in.
    const isDoubted = filled.differences.some(({ field }) => field !== 'address');
    if (isDoubted) setCard(read);
    else keepCard(read);
    if (!isDoubted && filled.filled.length > 0) {
      onChange(filled.person);
      done(t('device.filled'));
    } else if (filled.differences.length === 0 && read.idNumber !== undefined) done(t('device.same'));
  };
  useTaker({
    rank: (heard) => rankOf(heard, path),
    take: ({ reading }) => {
      if (reading.kind !== 'card') return;
      read(reading.card);
      if (reading.refusal) readers.notices.say({ tone: 'refused', refusal: reading.refusal });
    },
  });
  return {
    card,
    differences,
    takeCard: () => {
      setDifferences([]);
      if (!card) return;
      const { filled } = fillPerson(person, card, fields);
      onChange(takeFields(person, card, [...filled, ...differences.map(({ field }) => field)]));
      keepCard(card);
      done(t('device.filled'));
    },
    keepTyped: () => {
      setDifferences([]);
      done(t('device.kept'));
    },
  };
}
