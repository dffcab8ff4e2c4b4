/** 申请人: a person, a household, a body; found when the hall knows them, with those who speak for them. Nothing is merged by itself. */
import { Badge, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyLine } from '#shared/contract/party.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { applicantForms } from '#shared/kinds/matter/stage.ts';
import { focusNextOf } from '../../app/enter-to-next.ts';
import { shortcuts } from '../../app/keys.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { expiredOn, isOfCard } from '../../devices/fill.ts';
import type { CardParts } from '../../devices/reader.ts';
import { fillParty, withoutParty } from '../../parties/fill.ts';
import { useCallUpOf } from '../../parties/call-up.ts';
import { HouseholdOffers } from '../../parties/HouseholdOffers.tsx';
import { PartyOffers } from '../../parties/PartyOffers.tsx';
import { useTakeParty } from '../../parties/use-take-party.ts';
import { useKindWords } from '../kind-words.ts';
import { matterIn, useMatterVersion } from '../matter-facts.ts';
import { PersonFields } from '../PersonFields.tsx';
import { PersonReturning } from '../../cases/Returning.tsx';
import { SimilarCases } from '../SimilarCases.tsx';
import type { FieldProps } from '../types.ts';
import { today } from '../today.ts';
import { listOf, recordOf, textOf } from '../values.ts';
import { BodyFields } from './BodyFields.tsx';
import { SpokenFor } from './SpokenFor.tsx';

/** Bodies of which no person is the petitioner. */
const isBodyForm = (form: string): boolean => form === 'legalPerson' || form === 'otherBody';

export function PetitionerField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(form.kind);
  const sentence = useRefusalSentence();
  const element = useRef<HTMLFieldSetElement>(null);
  const taking = useTakeParty();
  const onCard = useExpiredCard(recordOf(value), onChange);
  const person = recordOf(value);
  const put = (next: JsonObject) => {
    onChange(withoutParty(person, next));
  };
  // Nobody named at all: the reason stands at the name.
  const whole = refusals['']?.code === 'input.missing' ? undefined : refusals[''];
  const shown = refusals[''] === undefined || whole ? refusals : { name: refusals[''], ...refusals };
  const isBody = isBodyForm(textOf(person['form']));
  const takeOver = (line: PartyLine, isWhole: boolean) => {
    void taking.take(line).then((known) => {
      if (known === undefined) return;
      onChange(fillParty(person, known, isWhole));
      // After the fields have been drawn: what is asked next stands behind this person.
      window.setTimeout(() => focusNextOf(element.current));
    });
  };
  const parts = { person, onChange: put, refusals: shown, path: place.name };
  return (
    <Fieldset ref={element} legend={label} data-field={place.name} data-person={place.name}>
      <Stack gap="xs">
        {isBody ? (
          <BodyFields {...parts} />
        ) : (
          <PersonFields
            {...parts}
            nameLabel={t(person['form'] === 'household' ? 'person.head' : 'person.name')}
            isRequired={place.isRequired}
            onCard={(card) => {
              onCard(card);
              // A whole card leaves only the telephone to be typed; a number that was scanned leaves the cursor where it was.
              if (card.name !== undefined) focusPhone(element.current, place.name);
            }}
            onFound={(line) => {
              takeOver(line, true);
            }}
          />
        )}
        <Group align="flex-end" gap="sm">
          <ApplicantForm
            person={person}
            path={place.name}
            onChange={put}
            label={words.field('petitioner.form')}
            offered={useOffered(form)}
          />
          <TextInput
            label={t('person.address')}
            name={`${place.name}.address`}
            style={{ flex: 1 }}
            value={textOf(person['address'])}
            onChange={(event) => {
              put({ ...person, address: event.currentTarget.value });
            }}
          />
          {textOf(person['party']) !== '' && (
            <ChosenParty
              onLetGo={() => {
                const { party: _party, household: _household, ...rest } = person;
                onChange(rest);
              }}
            />
          )}
        </Group>
        {whole && (
          <Text c="red" size="sm" role="alert">
            {sentence(whole)}
          </Text>
        )}
        <SpokenFor {...parts} isBody={isBody} form={form} />
        <RefusalNote refusal={taking.refusal} />
        {form.stream === undefined && <PersonReturning person={person} />}
        <PartyOffers
          person={person}
          onSame={(line) => {
            takeOver(line, false);
          }}
        />
        {person['form'] === 'household' && textOf(person['household']) === '' && (
          <HouseholdOffers
            petitioner={person}
            onChoose={({ household, petitioner }) => {
              onChange({ ...fillParty(person, petitioner, false), household });
              window.setTimeout(() => focusNextOf(element.current));
            }}
          />
        )}
        <SimilarCases person={person} except={form.stream} />
      </Stack>
    </Fieldset>
  );
}

/** A card that has run out is noted with the petitioner as soon as its number stands there. */
function useExpiredCard(person: JsonObject, onChange: FieldProps['onChange']): (card: CardParts) => void {
  const [card, setCard] = useState<CardParts>();
  const isExpired = card !== undefined && isOfCard(person, card) && expiredOn(card, today()) !== undefined;
  const note = useEffectEvent(() => {
    if (person['shown'] === undefined) onChange({ ...person, shown: { state: 'expired' } });
  });
  useEffect(() => {
    if (isExpired) note();
  }, [isExpired, card]);
  return setCard;
}

/** Of what a card says nothing has to be typed; a telephone does. Only where the cursor stood among this person's fields. */
function focusPhone(fieldset: HTMLElement | null, path: string): void {
  if (!fieldset?.contains(document.activeElement)) return;
  fieldset.querySelector<HTMLInputElement>(`[name="${CSS.escape(`${path}.phone`)}"]`)?.focus();
}

/** Whom the matter is for; all kinds where it does not say. */
function useOffered(form: FieldProps['form']): readonly string[] {
  const version = useMatterVersion(matterIn(form));
  const named = listOf(version?.whole['applicants']).map(textOf);
  const known = applicantForms.filter((one) => named.includes(one));
  return known.length === 0 ? applicantForms : known;
}

interface ApplicantFormProps {
  readonly person: JsonObject;
  readonly path: string;
  readonly label: string;
  readonly offered: readonly string[];
  readonly onChange: (person: JsonObject) => void;
}

/** Mostly a person: Tab stops here, Enter goes on. */
function ApplicantForm({ person, path, label, offered, onChange }: ApplicantFormProps) {
  const { t } = useTranslation('cases');
  const chosen = textOf(person['form']) || 'person';
  const all = applicantForms.filter((one) => offered.includes(one) || one === chosen);
  if (all.length < 2) return null;
  return (
    <NativeSelect
      label={label}
      name={`${path}.form`}
      w={130}
      data-enter-skip
      data={all.map((one) => ({ value: one, label: t(`person.form.${one}`) }))}
      value={chosen}
      onChange={(event) => {
        onChange({ ...person, form: event.currentTarget.value });
      }}
    />
  );
}

function ChosenParty({ onLetGo }: { readonly onLetGo: () => void }) {
  const callUp = useCallUpOf();
  const { t } = useTranslation('cases');
  return (
    <Group gap="xs" data-testid="party-chosen">
      <Badge variant="light" color="green" size="lg" tt="none">
        {t('party.chosen')}
      </Badge>
      <Button variant="subtle" size="compact-sm" onClick={onLetGo}>
        {t('party.letGo')}
      </Button>
      {callUp && (
        <Button variant="default" size="compact-sm" onClick={callUp} data-testid="party-open">
          {t('people.open', { keys: shortcuts.person.keys })}
        </Button>
      )}
    </Group>
  );
}
