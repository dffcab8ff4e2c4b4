/**
 * 待核对: two people set one field apart from each other, and a person says which holds; an entry the rules do not allow (存疑件) is kept,
 * and a person says what became of it.
 */
import { Alert, Button, Group, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import type { FieldSpec, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { findWord } from '../app/words.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { kitOf } from '../fields/kits.ts';
import { ActDialog } from './ActDialog.tsx';

type Choice = CasePage['choices'][number];

interface ChoicesPanelProps {
  readonly page: CasePage;
  readonly ruleset: Ruleset;
  readonly onReveal: (() => void) | undefined;
}

export function ChoicesPanel({ page, ruleset, onReveal }: ChoicesPanelProps) {
  const { t } = useTranslation('cases');
  const doubts = page.history.filter(({ entry }) => page.doubts.includes(entry));
  if (page.choices.length === 0 && doubts.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="undecided">
      <Stack gap="sm">
        <Title order={2}>{t('mark.undecided')}</Title>
        {page.choices.map((choice) => {
          const spec = ruleset.fields[choice.field];
          return spec && <OneChoice key={choice.field} page={page} choice={choice} spec={spec} onReveal={onReveal} />;
        })}
        {doubts.length > 0 && <Doubts page={page} ruleset={ruleset} doubts={doubts} />}
      </Stack>
    </Paper>
  );
}

interface OneChoiceProps {
  readonly page: CasePage;
  readonly choice: Choice;
  readonly spec: FieldSpec;
  readonly onReveal: (() => void) | undefined;
}

type Settlement = Pick<Choice, 'field'> & {
  readonly entries: readonly string[];
  readonly value: Choice['values'][number]['value'];
};

function OneChoice({ page, choice, spec, onReveal }: OneChoiceProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const { moment } = useDates();
  const who = useWho();
  const [chosen, setChosen] = useState('');
  const settle = useAct((act: string, { field, entries, value }: Settlement) =>
    desk.case.step({ act, stream: page.stream, type: 'settled', data: { field, entries: [...entries], value } }),
  );
  const { Show } = kitOf(page.kind, choice.field, spec);
  // A hidden value cannot be chosen: what is settled is the whole value.
  const isHidden = spec.isPersonal === true && !page.isRevealed;
  const value = choice.values.find(({ entry }) => entry === chosen)?.value;
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('choice.title', { field: words.field(choice.field) })}</Text>
      <Radio.Group value={chosen} onChange={setChosen} aria-label={words.field(choice.field)}>
        <Stack gap="xs">
          {choice.values.map((one) => (
            <Radio
              key={one.entry}
              value={one.entry}
              disabled={isHidden}
              label={<Show value={one.value} kind={page.kind} name={choice.field} spec={spec} />}
              description={t('choice.by', { name: who(one.byName), at: moment(one.at) })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <RefusalNote refusal={settle.refusal} />
      <Group>
        {isHidden && onReveal && <Button onClick={onReveal}>{t('choice.reveal')}</Button>}
        <Button
          disabled={value === undefined || !page.allowed.includes('settled')}
          loading={settle.isBusy}
          onClick={() => {
            if (value === undefined) return;
            void settle.run({ field: choice.field, entries: choice.values.map(({ entry }) => entry), value });
          }}
        >
          {t('choice.settle')}
        </Button>
      </Group>
    </Stack>
  );
}

interface DoubtsProps {
  readonly page: CasePage;
  readonly ruleset: Ruleset;
  readonly doubts: CasePage['history'];
}

const settling = 'doubtSettled';

function Doubts({ page, ruleset, doubts }: DoubtsProps) {
  const { t } = useTranslation('cases');
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <Stack gap="xs">
      {doubts.map((line) => (
        <Doubt key={line.entry} page={page} line={line} />
      ))}
      <Text>{t('doubt.whatNow')}</Text>
      <Group>
        <Button
          disabled={!page.allowed.includes(settling)}
          data-act={settling}
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('doubt.settle')}
        </Button>
      </Group>
      {isOpen && <ActDialog page={page} ruleset={ruleset} type={settling} onClose={close} onDone={close} />}
    </Stack>
  );
}

function Doubt({ page, line }: { readonly page: CasePage; readonly line: CasePage['history'][number] }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const { moment } = useDates();
  const sentence = useRefusalSentence();
  const name = useWho()(line.byName);
  const { mark: code } = line;
  // A refusal speaks to whoever tries; what is told here is why something that was done elsewhere does not count.
  const why = code && (findWord('cases', `doubt.why.${code}`) ?? sentence({ code }));
  return (
    <Alert color="red" variant="light" data-testid="doubt">
      <Text fw={600}>{t('mark.doubtful', { step: words.step(line.type), name, at: moment(line.on) })}</Text>
      <Text>{why}</Text>
    </Alert>
  );
}
