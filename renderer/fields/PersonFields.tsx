/** Name, paper, number and telephone of one person, judged while they are typed. */
import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replaced } from '#shared/identity/private-use.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { idTypes, type IdType } from '#shared/identity/id-paper.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { CardQuestion } from '../devices/CardQuestion.tsx';
import { cardFields, expiredOn, isOfCard, type CardField } from '../devices/fill.ts';
import type { CardParts } from '../devices/reader.ts';
import { usePersonTaker } from '../devices/use-person-taker.ts';
import type { PartyLine } from '#shared/contract/party.ts';
import { NameFinder } from '../parties/NameFinder.tsx';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { useSteady } from '../app/use-steady.ts';
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
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const reading = usePersonTaker({ path, person, onChange, fields, onCard });
  const set = useSteady((name: string, value: string) => {
    onChange({ ...person, [name]: value });
  });
  const [replaced, setReplaced] = useState<readonly Replaced[]>([]);
  const leave = useSteady((name: string) => {
    if (name === 'name') setReplaced((before) => (isStill(person, before) ? before : judge.replacedIn(person)));
    setLeft((before) => new Set([...before, name]));
    const normal = judge.normalPerson(person);
    if (JSON.stringify(normal) !== JSON.stringify(person)) onChange(normal);
  });
  const boxes = { path, set, leave };
  const type = judge.idTypeOf(person);
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="wrap">
        <NameBox
          {...boxes}
          label={nameLabel}
          isRequired={isRequired}
          typed={textOf(person['name'])}
          isLeft={left.has('name')}
          refusal={refusals['name']}
          onFound={onFound}
        />
        {props.isContact !== true && (
          <NumberBox
            {...boxes}
            type={type}
            typed={textOf(person['idNumber'])}
            isLeft={left.has('idNumber')}
            refusal={refusals['idNumber']}
          />
        )}
        <PhoneBox {...boxes} typed={textOf(person['phone'])} isLeft={left.has('phone')} refusal={refusals['phone']} />
        {props.isCompact !== true && props.isContact !== true && <PaperType type={type} path={path} onChoose={set} />}
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

/** One box of a person: of the others it knows nothing, so that a key in one draws that one. */
interface BoxProps {
  readonly path: string;
  readonly typed: string;
  readonly isLeft: boolean;
  readonly refusal: DeskRefusal | undefined;
  readonly set: (name: string, value: string) => void;
  readonly leave: (name: string) => void;
}

interface NameBoxProps extends BoxProps, Pick<PersonFieldsProps, 'isRequired' | 'onFound'> {
  readonly label: string;
}

function NameBox({ path, typed, isLeft, refusal, set, leave, label, isRequired, onFound }: NameBoxProps) {
  const { t } = useTranslation('cases');
  const say = useSayRefusal();
  const input = {
    label,
    name: `${path}.name`,
    withAsterisk: isRequired,
    value: typed,
    error: say((isLeft ? judge.nameRefusal({ name: typed }) : undefined) ?? refusal),
    onBlur: () => {
      leave('name');
    },
  };
  if (onFound === undefined)
    return (
      <TextInput
        {...input}
        w={190}
        onChange={(event) => {
          set('name', event.currentTarget.value);
        }}
      />
    );
  return (
    <NameFinder
      {...input}
      w={260}
      placeholder={t('person.nameHint')}
      onChange={(name) => {
        set('name', name);
      }}
      onFound={onFound}
    />
  );
}

function NumberBox({ path, typed, isLeft, refusal, set, leave, type }: BoxProps & { readonly type: IdType }) {
  const { t } = useTranslation('cases');
  const say = useSayRefusal();
  return (
    <TextInput
      label={t('person.idNumber')}
      name={`${path}.idNumber`}
      w={270}
      autoComplete="off"
      spellCheck={false}
      styles={{ input: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.04em' } }}
      value={typed}
      error={say(judge.idRefusal({ idType: type, idNumber: typed }, isLeft) ?? refusal)}
      description={<IdHint type={type} typed={typed} isLeft={isLeft} />}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onBlur={() => {
        leave('idNumber');
      }}
      onChange={(event) => {
        set('idNumber', event.currentTarget.value);
      }}
    />
  );
}

function PhoneBox({ path, typed, isLeft, refusal, set, leave }: BoxProps) {
  const { t } = useTranslation('cases');
  const say = useSayRefusal();
  return (
    <TextInput
      label={t('person.phone')}
      name={`${path}.phone`}
      w={180}
      autoComplete="off"
      value={typed}
      error={say((isLeft ? judge.phoneRefusal({ phone: typed }) : undefined) ?? refusal)}
      onBlur={() => {
        leave('phone');
      }}
      onChange={(event) => {
        set('phone', event.currentTarget.value);
      }}
    />
  );
}

function useSayRefusal(): (refusal: DeskRefusal | undefined) => string | undefined {
  const sentence = useRefusalSentence();
  return (refusal) => refusal && sentence(refusal);
}

interface PaperTypeProps extends Pick<PersonFieldsProps, 'path'> {
  readonly type: IdType;
  readonly onChoose: (name: string, value: string) => void;
}

/** Nearly always a resident ID: Tab stops here, Enter goes on. */
function PaperType({ type, path, onChoose }: PaperTypeProps) {
  const { t } = useTranslation('cases');
  return (
    <NativeSelect
      label={t('person.idType')}
      name={`${path}.idType`}
      w={230}
      data-enter-skip
      data={idTypes.map((one) => ({ value: one, label: t(`person.idType.${one}`) }))}
      value={type}
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
function IdHint({ type, typed, isLeft }: { readonly type: IdType; readonly typed: string; readonly isLeft: boolean }) {
  const { t } = useTranslation('cases');
  const person = { idType: type, idNumber: typed };
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
