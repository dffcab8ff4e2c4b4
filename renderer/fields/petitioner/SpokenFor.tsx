/** Who speaks for a petitioner, and how the hall knows them: 委托代理人, 法定代理人, 备用联系人, 证件出示情况. Each is there once somebody asks for it. */
import { Box, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { shownStates } from '#shared/kinds/common/petitioner.ts';
import type { DeskRefusal } from '../../client/answer.ts';
import { refusalsOf } from '../check.ts';
import { useKindWords } from '../kind-words.ts';
import { readId } from '../person.ts';
import { PersonFields } from '../PersonFields.tsx';
import { today } from '../today.ts';
import type { FieldProps } from '../types.ts';
import { isRecord, textOf } from '../values.ts';
import { IdentityShown } from './IdentityShown.tsx';
import { partsOf } from './party-in.ts';

interface SpokenForProps {
  /** What `spokenForIn` says of the petitioner. */
  readonly person: JsonObject;
  readonly onPart: (section: Section, next: JsonObject | undefined) => void;
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  readonly path: string;
  readonly isBody: boolean;
  readonly form: FieldProps['form'];
}

const sections = ['agent', 'guardian', 'contact', 'shown'] as const;
type Section = (typeof sections)[number];
const addWords = {
  agent: 'person.addAgent',
  guardian: 'person.addGuardian',
  contact: 'person.addContact',
  shown: 'person.addShown',
} as const;
const dropWords = {
  agent: 'person.noAgent',
  guardian: 'person.noGuardian',
  contact: 'person.noContact',
  shown: 'person.noShown',
} as const;
const fresh: Readonly<Record<Section, JsonObject>> = {
  agent: {},
  guardian: {},
  contact: {},
  shown: { state: shownStates[1] },
};

/** Of a petitioner what is looked at here: the rest may change key by key. */
export function spokenForIn(person: JsonObject): JsonObject {
  const isMinor = readId(person, today())?.isMinor === true;
  return { ...partsOf(person, sections), ...(isMinor ? { isMinor } : {}) };
}

export function SpokenFor({ person, onPart, refusals, path, isBody, form }: SpokenForProps) {
  const { t } = useTranslation('cases');
  const asked = sections.filter((one) => !isBody || one === 'agent' || one === 'contact');
  const isMinor = !isBody && person['isMinor'] === true;
  return (
    <Stack gap="xs">
      {asked.map((section) => {
        const value = person[section];
        if (!isRecord(value)) return null;
        return (
          <Box key={section} pl="md" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
            <OneSection
              section={section}
              value={value}
              refusals={refusalsOf(refusals, section)}
              path={`${path}.${section}`}
              form={form}
              onChange={(next) => {
                onPart(section, next);
              }}
            />
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                onPart(section, undefined);
              }}
            >
              {t(dropWords[section])}
            </Button>
          </Box>
        );
      })}
      <Group gap="xs">
        {asked
          .filter((section) => !isRecord(person[section]))
          .map((section) => (
            <Button
              key={section}
              // A minor acts through a guardian (民法典 art. 19, 20): offered where it is seen first.
              variant={section === 'guardian' && isMinor ? 'light' : 'default'}
              size="compact-sm"
              onClick={() => {
                onPart(section, fresh[section]);
              }}
            >
              {t(addWords[section])}
            </Button>
          ))}
      </Group>
    </Stack>
  );
}

interface SectionProps {
  readonly section: Section;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  readonly path: string;
  readonly form: FieldProps['form'];
}

const personWords = { agent: 'person.agent', guardian: 'person.guardian', contact: 'person.contact' } as const;

function OneSection({ section, value, onChange, refusals, path, form }: SectionProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(form.kind);
  if (section === 'shown') return <IdentityShown value={value} onChange={onChange} path={path} form={form} />;
  if (section === 'contact') return <Contact value={value} onChange={onChange} path={path} refusals={refusals} />;
  return (
    <Box data-person={path}>
      <PersonFields
        person={value}
        onChange={onChange}
        refusals={refusals}
        path={path}
        nameLabel={t(personWords[section])}
        isRequired
        fields={['name', 'idNumber']}
      />
      <Group align="flex-end" gap="sm" mt="xs">
        <PlainInput
          name="relation"
          value={value}
          onChange={onChange}
          path={path}
          label={words.field('petitioner.relation')}
          w={200}
        />
        {section === 'agent' && <AgentAuthority value={value} onChange={onChange} path={path} />}
      </Group>
    </Box>
  );
}

interface PartProps {
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly path: string;
}

interface PlainInputProps extends PartProps {
  readonly name: string;
  readonly label: string;
  readonly w: number;
  readonly type?: string;
}

function PlainInput({ name, value, onChange, path, label, w, type = 'text' }: PlainInputProps) {
  return (
    <TextInput
      label={label}
      name={`${path}.${name}`}
      type={type}
      w={w}
      value={textOf(value[name])}
      onChange={(event) => {
        onChange({ ...value, [name]: event.currentTarget.value });
      }}
    />
  );
}

/** 代理权限 and its end (民法典 art. 165). */
function AgentAuthority({ value, onChange, path }: PartProps) {
  const { t } = useTranslation('cases');
  const choices = ['none', 'general', 'special'] as const;
  return (
    <>
      <NativeSelect
        label={t('person.authority')}
        name={`${path}.authority`}
        w={250}
        data-enter-skip
        data={choices.map((one) => ({ value: one === 'none' ? '' : one, label: t(`person.authority.${one}`) }))}
        value={textOf(value['authority'])}
        onChange={(event) => {
          onChange({ ...value, authority: event.currentTarget.value });
        }}
      />
      <PlainInput
        name="until"
        type="date"
        value={value}
        onChange={onChange}
        path={path}
        label={t('person.until')}
        w={170}
      />
    </>
  );
}

function Contact({ value, onChange, path, refusals }: PartProps & Pick<SectionProps, 'refusals'>) {
  const { t } = useTranslation('cases');
  return (
    <PersonFields
      person={value}
      onChange={onChange}
      refusals={refusals}
      path={path}
      nameLabel={t('person.contact')}
      isRequired={false}
      fields={['name']}
      isContact
    />
  );
}
