/** Which row it is: by the code of its slip, by its number, or by a part of the name when only one fits. */
import { Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingRow } from '#shared/contract/arrival.ts';
import { normaliseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { isImeKey } from '../app/ime.ts';
import { answerOf } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { ranks, useTaker } from '../devices/use-taker.ts';

interface FindRowProps {
  readonly rows: readonly WaitingRow[];
  readonly onFound: (stream: string) => void;
}

export function FindRow({ rows, onFound }: FindRowProps) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState('');
  const [isMissing, setMissing] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const find = async (text: string) => {
    const stream = atHand(rows, text) ?? (await asked(rows, text));
    setMissing(stream === undefined);
    if (stream === undefined) return;
    setTyped('');
    onFound(stream);
  };
  useTaker({
    // A code that is read here is a row of this list, wherever the cursor stands.
    rank: ({ reading }) => (reading.kind === 'code' ? ranks.focused : 0),
    take: ({ reading }) => {
      if (reading.kind === 'code') void find(reading.text);
    },
  });
  return (
    <div>
      <TextInput
        ref={box}
        aria-label={t('arrival.find')}
        placeholder={t('arrival.find')}
        name="find"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maw={520}
        value={typed}
        onChange={(event) => {
          setMissing(false);
          setTyped(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isImeKey(event) || typed.trim() === '') return;
          event.preventDefault();
          void find(typed.trim());
        }}
      />
      {isMissing && (
        <Text role="alert" c="red.9" data-testid="arrival-not-here">
          {t('arrival.notHere')}
        </Text>
      )}
    </div>
  );
}

/** By number or its end, or by the one name that fits (as it is shown: the surname). */
function atHand(rows: readonly WaitingRow[], text: string): string | undefined {
  const number = normaliseReceiptNumber(text);
  const whole = rows.find((row) => row.number === number);
  if (whole !== undefined) return whole.stream;
  const fitting = rows.filter((row) => (number.length >= 4 && row.number.endsWith(number)) || row.petitioner === text);
  return fitting.length === 1 ? fitting[0]?.stream : undefined;
}

/** What is printed on a slip, or a word that only search understands: the row is taken when just one of them is found. */
async function asked(rows: readonly WaitingRow[], text: string): Promise<string | undefined> {
  const here = new Set(rows.map(({ stream }) => stream));
  const coded = await answerOf(() => desk.case.byCode({ code: text }));
  const stream = coded.ok ? coded.value.stream : null;
  if (stream !== null) return here.has(stream) ? stream : undefined;
  const found = await answerOf(() => desk.case.list({ filter: 'open', search: text.slice(0, 200), limit: 50 }));
  const among = found.ok ? found.value.lines.filter((line) => here.has(line.stream)) : [];
  return among.length === 1 ? among[0]?.stream : undefined;
}
