/** Name, paper, number and telephone of one person, judged while they are typed. */
import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replaced } from '#shared/identity/private-use.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { idTypes } from '#shared/identity/id-paper.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { CardQuestion } from '../devices/CardQuestion.tsx';
import { cardFields, expiredOn, isOfCard, type CardField } from '../devices/fill.ts';
import type { CardParts } from '../devices/reader.ts';
import { usePersonTaker } from '../devices/use-person-taker.ts';
import type { PartyLine } from '#shared/contract/party.ts';
import { NameFinder } from '../parties/NameFinder.tsx';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import * as judge from './person.ts';
import { today } from './today.ts';
import { textOf } from './values.ts';

interface PersonFieldsProps {
  readonly person: JsonObject;
  readonly onChange: (person: JsonObject) => void;
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  /** Before the names of inputs: `petitioner`, `petitioner.agent`. */
  readonly path: string;
  readonly nameLabel: string;
  readonly isRequired: boolean;
  /** What of a card this person has a field for. */
  readonly fields?: readonly CardField[];
  /** Told of each card that was read into these fields, with what no field holds (`validTo`). */
  readonly onCard?: ((card: CardParts) => void) | undefined;
  /** The name also finds somebody the hall knows. */
  readonly onFound?: ((line: PartyLine) => void) | undefined;
  /** Without the choice of a paper: a number says itself what it is of. */
  readonly isCompact?: boolean;
  /** Somebody to be called, of whom no paper is asked. */
  readonly isContact?: boolean;
}

export function PersonFields(props: PersonFieldsProps) {
  const { person, onChange, refusals, path, nameLabel, isRequired, fields = cardFields, onCard, onFound } = props;
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const reading = usePersonTaker({ path, person, onChange, fields, onCard });
  const set = (name: string, value: string) => {
    onChange({ ...person, [name]: value });
  };
  const [replaced, setReplaced] = useState<readonly Replaced[]>([]);
  const leave = (name: string) => () => {
    if (name === 'name') setReplaced((before) => (isStill(person, before) ? before : judge.replacedIn(person)));
    setLeft((before) => new Set([...before, name]));
    const normal = judge.normalPerson(person);
    if (JSON.stringify(normal) !== JSON.stringify(person)) onChange(normal);
  };
  const say = (refusal: DeskRefusal | undefined) => refusal && sentence(refusal);
  const errors = {
    name: (left.has('name') ? judge.nameRefusal(person) : undefined) ?? refusals['name'],
    idNumber: judge.idRefusal(person, left.has('idNumber')) ?? refusals['idNumber'],
    phone: (left.has('phone') ? judge.phoneRefusal(person) : undefined) ?? refusals['phone'],
  };
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="wrap">
        <NameInput
          label={nameLabel}
          name={`${path}.name`}
          withAsterisk={isRequired}
          w={onFound === undefined ? 190 : 260}
          value={textOf(person['name'])}
          error={say(errors.name)}
          onBlur={leave('name')}
          onChange={(name) => {
            set('name', name);
          }}
          onFound={onFound}
        />
        {props.isContact !== true && (
          <TextInput
            label={t('person.idNumber')}
            name={`${path}.idNumber`}
            w={270}
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.04em' } }}
            value={textOf(person['idNumber'])}
            error={say(errors.idNumber)}
            description={<IdHint person={person} isLeft={left.has('idNumber')} />}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            onBlur={leave('idNumber')}
            onChange={(event) => {
              set('idNumber', event.currentTarget.value);
            }}
          />
        )}
        <TextInput
          label={t('person.phone')}
          name={`${path}.phone`}
          w={180}
          autoComplete="off"
          value={textOf(person['phone'])}
          error={say(errors.phone)}
          onBlur={leave('phone')}
          onChange={(event) => {
            set('phone', event.currentTarget.value);
          }}
        />
        {props.isCompact !== true && props.isContact !== true && (
          <PaperType person={person} path={path} onChoose={set} />
        )}
      </Group>
      <CardExpiry person={person} card={reading.card} />
      <CardQuestion reading={reading} />
      <StandardCharacters
        replaced={
          [replaced, reading.card?.replaced ?? []].find((known) => isStill(person, known)) ?? judge.replacedIn(person)
        }
      />
      {judge.hasOwnCharacter(person) && (
        <Text size="sm" c="var(--tongban-warn)">
          {t('person.ownCharacter')}
        </Text>
      )}
    </>
  );
}

/** What was read from a card in the code of an old system has been put in the standard one already. */
const isStill = (person: JsonObject, replaced: readonly Replaced[]): boolean =>
  replaced.length > 0 && replaced.every(({ to }) => textOf(person['name']).includes(to));

function StandardCharacters({ replaced }: { readonly replaced: readonly Replaced[] }) {
  const { t } = useTranslation('cases');
  if (replaced.length === 0) return null;
  const list = replaced.map(({ from, to }) => `${from} → ${to}`).join('，');
  return (
    <Text size="sm" c="var(--tongban-warn)" role="status" data-testid="standard-character">
      {t('person.standardCharacter', { list })}
    </Text>
  );
}

type NameInputProps = Omit<Parameters<typeof NameFinder>[0], 'onFound'> & Pick<PersonFieldsProps, 'onFound'>;

function NameInput({ onFound, onChange, ...input }: NameInputProps) {
  const { t } = useTranslation('cases');
  if (onFound) {
    return <NameFinder {...input} placeholder={t('person.nameHint')} onChange={onChange} onFound={onFound} />;
  }
  return (
    <TextInput
      {...input}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

interface PaperTypeProps extends Pick<PersonFieldsProps, 'person' | 'path'> {
  readonly onChoose: (name: string, value: string) => void;
}

/** Nearly always a resident ID: Tab stops here, Enter goes on. */
function PaperType({ person, path, onChoose }: PaperTypeProps) {
  const { t } = useTranslation('cases');
  return (
    <NativeSelect
      label={t('person.idType')}
      name={`${path}.idType`}
      w={230}
      data-enter-skip
      data={idTypes.map((type) => ({ value: type, label: t(`person.idType.${type}`) }))}
      value={judge.idTypeOf(person)}
      onChange={(event) => {
        onChoose('idType', event.currentTarget.value);
      }}
    />
  );
}

/** 证件已过期: said, never refused; who may be served with one is the matter's own rule. */
function CardExpiry({ person, card }: { readonly person: JsonObject; readonly card: CardParts | undefined }) {
  const { t } = useTranslation('screens');
  const day = card && isOfCard(person, card) ? expiredOn(card, today()) : undefined;
  if (day === undefined) return null;
  return (
    <Text size="sm" c="var(--tongban-warn)" role="status" data-testid="card-expired">
      {t('device.expired', { day })}
    </Text>
  );
}

/** What a right number says, so that the card and the person can be compared at a glance. */
function IdHint({ person, isLeft }: { readonly person: JsonObject; readonly isLeft: boolean }) {
  const { t } = useTranslation('cases');
  const read = judge.readId(person, today());
  if (!read) {
    return isLeft && judge.isUnusualNumber(person) ? (
      <Text span size="sm" c="var(--tongban-warn)" data-testid="id-unusual">
        {t('person.unusualNumber')}
      </Text>
    ) : null;
  }
  const parts = [
    t(`person.sex.${read.sex}`),
    read.birth ?? '',
    read.age === null ? '' : t('person.age', { count: read.age }),
  ].filter((part) => part !== '');
  return (
    <Text span size="sm" c={read.isMinor ? 'var(--tongban-warn)' : 'var(--tongban-good)'} data-testid="id-reading">
      {parts.join(' · ')}
      {read.isMinor && ` · ${t('person.minor')}`}
    </Text>
  );
}
