/** 申请人: a person, a household, a body; found when the hall knows them, with those who speak for them. Nothing is merged by itself. */
import { Badge, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyLine } from '#shared/contract/party.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { applicantForms } from '#shared/kinds/matter/stage.ts';
import { focusNextOf } from '../../app/enter-to-next.ts';
import { shortcuts } from '../../app/keys.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { useSame, useSteady } from '../../app/use-steady.ts';
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
import type { FieldProps, FieldValue } from '../types.ts';
import { today } from '../today.ts';
import { listOf, recordOf, textOf, withValue } from '../values.ts';
import { BodyFields } from './BodyFields.tsx';
import { wholeParts } from './party-in.ts';
import { SpokenFor, spokenForIn } from './SpokenFor.tsx';

/** Bodies of which no person is the petitioner. */
const isBodyForm = (form: string): boolean => form === 'legalPerson' || form === 'otherBody';

export function PetitionerField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const sentence = useRefusalSentence();
  const element = useRef<HTMLFieldSetElement>(null);
  const person = recordOf(value);
  const onCard = useExpiredCard(person, onChange);
  const { takeOver, refusal } = useTakeOver({ element, person, onChange });
  const put = useSteady((next: JsonObject) => {
    onChange(withoutParty(person, next));
  });
  const set = useSteady((name: string, next: FieldValue) => {
    put(withValue(person, name, next));
  });
  const takeCard = useSteady((card: CardParts) => {
    onCard(card);
    // A whole card leaves only the telephone to be typed; a number that was scanned leaves the cursor where it was.
    if (card.name !== undefined) focusPhone(element.current, place.name);
  });
  // Nobody named at all: the reason stands at the name.
  const whole = refusals['']?.code === 'input.missing' ? undefined : refusals[''];
  const shown = refusals[''] === undefined || whole ? refusals : { name: refusals[''], ...refusals };
  const parts = { person, onChange: put, refusals: shown, path: place.name };
  return (
    <Fieldset ref={element} legend={label} data-field={place.name} data-person={place.name}>
      <Stack gap="xs">
        <WhoItIs {...parts} isRequired={place.isRequired} onCard={takeCard} onFound={takeOver} />
        <FormAndAddress {...{ person, set, form }} path={place.name} onLetGo={onChange} />
        {whole && (
          <Text c="red" size="sm" role="alert">
            {sentence(whole)}
          </Text>
        )}
        <SpokenFor
          person={useSame(spokenForIn(person))}
          onPart={set}
          refusals={shown}
          path={place.name}
          isBody={isBodyForm(textOf(person['form']))}
          form={form}
        />
        <RefusalNote refusal={refusal} />
        <Offers {...{ element, person, onChange, takeOver }} stream={form.stream} />
      </Stack>
    </Fieldset>
  );
}

interface TakeOverPlace {
  readonly element: RefObject<HTMLElement | null>;
  readonly person: JsonObject;
  readonly onChange: FieldProps['onChange'];
}

type TakeOver = (line: PartyLine, isWhole: boolean) => void;

/** Somebody the hall knows becomes the petitioner (`fillParty` says what `isWhole` means). */
function useTakeOver({ element, person, onChange }: TakeOverPlace) {
  const taking = useTakeParty();
  const takeOver: TakeOver = useSteady((line, isWhole) => {
    void taking.take(line).then((known) => {
      if (known === undefined) return;
      onChange(fillParty(person, known, isWhole));
      // After the fields have been drawn: what is asked next stands behind this person.
      window.setTimeout(() => focusNextOf(element.current));
    });
  });
  return { takeOver, refusal: taking.refusal };
}

interface WhoItIsProps {
  readonly person: JsonObject;
  readonly onChange: (person: JsonObject) => void;
  readonly refusals: FieldProps['refusals'];
  readonly path: string;
  readonly isRequired: boolean;
  readonly onCard: (card: CardParts) => void;
  readonly onFound: TakeOver;
}

function WhoItIs({ isRequired, onCard, onFound, ...parts }: WhoItIsProps) {
  const { t } = useTranslation('cases');
  const form = textOf(parts.person['form']);
  if (isBodyForm(form)) return <BodyFields {...parts} />;
  return (
    <PersonFields
      {...parts}
      nameLabel={t(form === 'household' ? 'person.head' : 'person.name')}
      isRequired={isRequired}
      onCard={onCard}
      onFound={(line) => {
        onFound(line, true);
      }}
    />
  );
}

interface FormAndAddressProps {
  readonly person: JsonObject;
  readonly path: string;
  readonly form: FieldProps['form'];
  readonly set: (name: string, value: FieldValue) => void;
  readonly onLetGo: (person: JsonObject) => void;
}

function FormAndAddress({ person, path, form, set, onLetGo }: FormAndAddressProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(form.kind);
  return (
    <Group align="flex-end" gap="sm">
      <ApplicantForm
        chosen={textOf(person['form']) || 'person'}
        path={path}
        onChoose={set}
        label={words.field('petitioner.form')}
        offered={useOffered(form)}
      />
      <TextInput
        label={t('person.address')}
        name={`${path}.address`}
        style={{ flex: 1 }}
        value={textOf(person['address'])}
        onChange={(event) => {
          set('address', event.currentTarget.value);
        }}
      />
      {textOf(person['party']) !== '' && (
        <ChosenParty
          onLetGo={() => {
            const { party: _party, household: _household, ...rest } = person;
            onLetGo(rest);
          }}
        />
      )}
    </Group>
  );
}

interface OffersProps extends TakeOverPlace {
  readonly takeOver: TakeOver;
  readonly stream: string | undefined;
}

/** What the hall knows of somebody who is being typed. Looked for by what is whole, so that most keys change nothing here. */
function Offers({ element, person, onChange, takeOver, stream }: OffersProps) {
  const whole = useSame(wholeParts(person));
  return (
    <>
      {stream === undefined && <PersonReturning person={whole} />}
      <PartyOffers
        person={whole}
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
      <SimilarCases person={whole} except={stream} />
    </>
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
  readonly chosen: string;
  readonly path: string;
  readonly label: string;
  readonly offered: readonly string[];
  readonly onChoose: (name: string, form: string) => void;
}

/** Mostly a person: Tab stops here, Enter goes on. */
function ApplicantForm({ chosen, path, label, offered, onChoose }: ApplicantFormProps) {
  const { t } = useTranslation('cases');
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
        onChoose('form', event.currentTarget.value);
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
