/** Another case this one is about: found by any fragment of it or by scanning its slip, or none. */
import { Button, Combobox, Group, Input, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '#shared/contract/case.ts';
import { focusNextOf } from '../app/enter-to-next.ts';
import { isImeKey } from '../app/ime.ts';
import { AnchorLink } from '../app/links.tsx';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { NumberText } from '../cases/NumberText.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useSettled } from '../find/use-settled.ts';
import { kindWords } from './kind-words.ts';
import type { FieldProps, ShowProps } from './types.ts';
import { textOf } from './values.ts';

const most = 8;

function useCases(text: string) {
  const search = useSettled(text, 150);
  const answer = useAnswer(
    ['case.list', 'about', search],
    () => desk.case.list({ filter: 'all', search, limit: most }),
    {
      isOn: search !== '',
      keepsLast: true,
    },
  );
  return { ...answer, isOf: search };
}

export function CaseRefField(props: FieldProps) {
  const { place, label, value, onChange, form } = props;
  const { t } = useTranslation('cases');
  const stream = textOf(value);
  if (stream === '') return <FindCase {...props} except={form.stream} />;
  return (
    <Stack gap={2}>
      <Input.Label component="div">{label}</Input.Label>
      <Group gap="sm" data-testid={`chosen-${place.name}`}>
        <OneCase stream={stream} />
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            onChange(undefined);
          }}
        >
          {t('caseRef.other')}
        </Button>
      </Group>
    </Stack>
  );
}

function FindCase({ place, label, refusals, onChange, except }: FieldProps & { readonly except: string | undefined }) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const [typed, setTyped] = useState('');
  const element = useRef<HTMLDivElement>(null);
  const combobox = useCombobox();
  const text = typed.trim();
  const answer = useCases(text);
  const lines = text === '' ? [] : (answer.data?.lines ?? []).filter((line) => line.stream !== except);
  const isAnswered = answer.isOf === text && !answer.isOfBefore && !answer.isLoading;
  const refusal = Object.values(refusals)[0] ?? answer.refusal;
  const only = lines.length === 1 ? lines[0]?.stream : undefined;
  const wanted = useRef<string>(undefined);
  const choose = (stream: string) => {
    combobox.closeDropdown();
    focusNextOf(element.current);
    onChange(stream);
  };
  // Where one case is left it is meant: Enter takes it, also the one a scanner sent before the list had come.
  const onLines = useEffectEvent(() => {
    const isMeant = wanted.current === text;
    wanted.current = undefined;
    if (only === undefined) combobox.resetSelectedOption();
    else if (isMeant) choose(only);
    else combobox.selectFirstOption();
  });
  useEffect(() => {
    if (isAnswered) onLines();
  }, [isAnswered, only, text]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isMeant = event.key === 'Enter' && !isImeKey(event) && text !== '' && !isAnswered;
    wanted.current = isMeant ? text : undefined;
    if (isMeant) event.preventDefault();
  };
  return (
    <div ref={element}>
      <Combobox store={combobox} onOptionSubmit={choose}>
        <Combobox.Target>
          <TextInput
            label={label}
            name={place.name}
            withAsterisk={place.isRequired}
            placeholder={t('caseRef.placeholder')}
            autoComplete="off"
            value={typed}
            onKeyDown={onKeyDown}
            error={refusal && sentence(refusal)}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
            }}
            onBlur={() => {
              combobox.closeDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={text === ''}>
          {lines.length === 0 ? (
            <Combobox.Empty>{t('caseRef.none')}</Combobox.Empty>
          ) : (
            <Combobox.Options>
              {lines.map((line) => (
                <Combobox.Option key={line.stream} value={line.stream}>
                  <CaseText line={line} />
                </Combobox.Option>
              ))}
            </Combobox.Options>
          )}
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}

type Line = Pick<CaseLine, 'number' | 'title' | 'kind'>;

const CaseText = ({ line }: { readonly line: Line }) => (
  <Group gap="sm">
    <NumberText number={line.number} />
    <Text span>{kindWords(line.kind).title(line.title)}</Text>
  </Group>
);

/** One that this person may not see, or that is not here, is named without a number. */
function OneCase({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('cases');
  const page = useAnswer(['case.page', stream, undefined], () => desk.case.page({ stream, reveal: false }));
  if (page.refusal) return <Text c="dimmed">{t('caseRef.unseen')}</Text>;
  if (!page.data) return null;
  return (
    <AnchorLink to="/cases/$stream" params={{ stream }}>
      <CaseText line={page.data} />
    </AnchorLink>
  );
}

export const ShowCaseRef = ({ value }: ShowProps) => <OneCase stream={textOf(value)} />;
