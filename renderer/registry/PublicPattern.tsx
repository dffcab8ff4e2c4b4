/** How names and numbers stand in what goes public: the local pattern, shown on made-up people, with its basis and who decided. */
import { Button, Group, Modal, NumberInput, Radio, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maskEnds, publicName, type Ends, type PublicPattern as Pattern } from '#shared/publish/mask.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';

/** Nobody's: the check character is wrong, and the number was never given out. */
const examples = { idNumber: '360732194910020213', phone: '13900000000' } as const;
type Masked = keyof typeof examples;
const masked = Object.keys(examples) as Masked[];

type Known = Extract<Awaited<ReturnType<typeof desk.publish.pattern>>, { readonly ok: true }>['value'];

export function PublicPattern() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [isOpen, setOpen] = useState(false);
  const known = useAnswer(['publish.pattern'], () => desk.publish.pattern({})).data;
  if (known === undefined) return null;
  return (
    <Group gap="sm" data-testid="public-pattern">
      <Text size="sm">{t('publish.maskedAs', examplesOf(known.pattern, t('publish.exampleName')))}</Text>
      {may('registry.write') && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('publish.changePattern')}
        </Button>
      )}
      {isOpen && (
        <Change
          known={known}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </Group>
  );
}

const examplesOf = (pattern: Pattern, name: string) => ({
  name: publicName(name, pattern),
  idNumber: maskEnds(examples.idNumber, pattern.idNumber),
  phone: maskEnds(examples.phone, pattern.phone),
});

function Change({ known, onClose }: { readonly known: Known; readonly onClose: () => void }) {
  const { t } = useTranslation('cases');
  const [pattern, setPattern] = useState<Pattern>(known.pattern);
  const [basis, setBasis] = useState('');
  const [decidedBy, setDecidedBy] = useState('');
  const save = useAct((act: string, input: { pattern: Pattern; basis: string; decidedBy: string }) =>
    desk.publish.setPattern({ act, ...input }),
  );
  const submit = () =>
    void save.run({ pattern, basis: basis.trim(), decidedBy: decidedBy.trim() }).then((answer) => {
      if (!answer?.ok) return;
      askAgain();
      onClose();
    });
  return (
    <Modal opened onClose={onClose} size="lg" title={t('publish.patternTitle')}>
      <Stack gap="sm">
        <Radio.Group
          name="pattern.name"
          label={t('publish.column.name')}
          value={pattern.name}
          onChange={(way) => {
            setPattern({ ...pattern, name: way === 'whole' ? 'whole' : 'surname' });
          }}
        >
          <Group mt={4}>
            <Radio value="surname" label={t('publish.name.surname')} />
            <Radio value="whole" label={t('publish.name.whole')} />
          </Group>
        </Radio.Group>
        {masked.map((part) => (
          <EndsFields
            key={part}
            part={part}
            ends={pattern[part]}
            onChange={(ends) => {
              setPattern({ ...pattern, [part]: ends });
            }}
          />
        ))}
        <Text fw={600} data-testid="pattern-example">
          {t('publish.example', examplesOf(pattern, t('publish.exampleName')))}
        </Text>
        <Said name="basis" value={basis} onChange={setBasis} />
        <Said name="decidedBy" value={decidedBy} onChange={setDecidedBy} />
        <RefusalNote refusal={save.refusal} />
        <Group>
          <Button
            disabled={basis.trim() === '' || decidedBy.trim() === ''}
            loading={save.isBusy}
            onClick={submit}
            data-testid="pattern-save"
          >
            {t('publish.savePattern')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('act.close')}
          </Button>
        </Group>
        <Before known={known} />
      </Stack>
    </Modal>
  );
}

interface SaidProps {
  readonly name: 'basis' | 'decidedBy';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Said({ name, value, onChange }: SaidProps) {
  const { t } = useTranslation('cases');
  return (
    <TextInput
      name={`pattern.${name}`}
      label={t(`publish.pattern.${name}`)}
      withAsterisk
      maxLength={name === 'basis' ? 200 : 60}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

interface EndsProps {
  readonly part: Masked;
  readonly ends: Ends;
  readonly onChange: (ends: Ends) => void;
}

const mostOf = { head: 6, tail: 4, stars: 20 } as const;

function EndsFields({ part, ends, onChange }: EndsProps) {
  const { t } = useTranslation('cases');
  return (
    <Group align="flex-end" gap="xs">
      <Text w={90}>{t(`publish.column.${part}`)}</Text>
      {(['head', 'tail', 'stars'] as const).map((which) => (
        <NumberInput
          key={which}
          label={t(`publish.ends.${which}`)}
          name={`pattern.${part}.${which}`}
          w={165}
          min={0}
          max={mostOf[which]}
          clampBehavior="strict"
          allowDecimal={false}
          value={ends[which]}
          onChange={(typed) => {
            onChange({ ...ends, [which]: Number(typed) });
          }}
        />
      ))}
    </Group>
  );
}

function Before({ known: { versions } }: { readonly known: Known }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  if (versions.length === 0) return <Text c="dimmed">{t('publish.usualPattern')}</Text>;
  return (
    <Table verticalSpacing={4} data-testid="pattern-versions">
      <Table.Tbody>
        {versions.map(({ pattern, basis, decidedBy, byName, at }) => (
          <Table.Tr key={at}>
            <Table.Td>{moment(at)}</Table.Td>
            <Table.Td>{t('publish.example', examplesOf(pattern, t('publish.exampleName')))}</Table.Td>
            <Table.Td>{t('publish.decided', { basis, decidedBy, byName })}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
