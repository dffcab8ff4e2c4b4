/** Another case, found by any fragment of it or by scanning its slip, and chosen by arrow keys. */
import { Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CaseLine, listFilters } from '#shared/contract/case.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { looksLikeCode } from '../find/use-found.ts';
import { useSettled } from '../find/use-settled.ts';
import { NumberText } from './NumberText.tsx';

export interface CaseChooserProps {
  readonly words: { readonly find: string; readonly none: string };
  readonly filter: (typeof listFilters)[number];
  /** The case itself. */
  readonly except: string;
  readonly chosen: string;
  readonly onChoose: (stream: string) => void;
}

export function CaseChooser({ words, filter, except, chosen, onChoose }: CaseChooserProps) {
  const [typed, setTyped] = useState('');
  const { lines, refusal } = useCases(typed, filter, except);
  return (
    <>
      <TextInput
        label={words.find}
        name="find"
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <RefusalNote refusal={refusal} />
      <Radio.Group name="into" value={chosen} onChange={onChoose} aria-label={words.find}>
        <Stack gap={6} mah={260} style={{ overflowY: 'auto' }}>
          {lines.map((line) => (
            <Radio key={line.stream} value={line.stream} label={<ChosenLine line={line} />} />
          ))}
        </Stack>
      </Radio.Group>
      {lines.length === 0 && <Text c="dimmed">{words.none}</Text>}
    </>
  );
}

type Line = Pick<CaseLine, 'stream' | 'number' | 'petitioner' | 'title'>;

function ChosenLine({ line }: { readonly line: Line }) {
  return (
    <Group gap="sm">
      <NumberText number={line.number} />
      <Text span fw={600}>
        {line.petitioner}
      </Text>
      <Text span>{line.title}</Text>
    </Group>
  );
}

const most = 8;

function useCases(
  typed: string,
  filter: CaseChooserProps['filter'],
  except: string,
): { readonly lines: readonly Line[]; readonly refusal: DeskRefusal | undefined } {
  const search = useSettled(typed.trim(), 150);
  const isCode = looksLikeCode(search);
  const found = useAnswer(
    ['case.list', 'choose', filter, search],
    () => desk.case.list({ filter, search, limit: most + 1 }),
    { isOn: !isCode, keepsLast: true },
  );
  const code = useAnswer(['case.byCode', search], () => desk.case.byCode({ code: search }), { isOn: isCode });
  const scanned = code.data?.stream ? [{ stream: code.data.stream, number: code.data.number }] : [];
  const lines: readonly Line[] = isCode
    ? scanned.map((line) => ({ ...line, petitioner: '', title: '' }))
    : (found.data?.lines ?? []);
  return {
    lines: lines.filter(({ stream }) => stream !== except).slice(0, most),
    refusal: isCode ? code.refusal : found.refusal,
  };
}
