/** 咨询 in three keys: the key that opens it, the matter with Enter, the outcome. Its guide is printed by one more. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inquiry } from '#shared/kinds/inquiry/index.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { isImeKey } from '../app/ime.ts';
import { digitOf } from '../app/keys.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { newActId } from '../client/act-runner.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { stepForm } from '../fields/step-form.ts';
import { recordOf, textOf } from '../fields/values.ts';
import type { AsideFormProps } from './aside-forms.ts';
import { LackingFields } from './LackingFields.tsx';
import { MemoFrame } from './MemoFrame.tsx';
import { useMemoBegin } from './use-memo-begin.ts';

const ruleset = currentRuleset(inquiry);
const { places } = stepForm(ruleset, 'answered');

export function InquiryForm({ kind, onClose }: AsideFormProps) {
  const { t } = useTranslation('screens');
  const words = useKindWords(kind);
  const sentence = useRefusalSentence();
  const [act] = useState(newActId);
  const memo = useMemoBegin({ act, kind, ruleset, type: 'answered', start: {} });
  const [chosen, setChosen] = useState<'sentOn' | 'lacking'>();
  const outcome = useRef<HTMLDivElement>(null);
  const where = useRef<HTMLInputElement>(null);
  const { matter, whereTo, lacks } = memo.values;
  const code = textOf(recordOf(matter)['code']);
  // The matter is chosen: the next key is the outcome.
  useEffect(() => {
    if (matter !== undefined) outcome.current?.querySelector('button')?.focus();
  }, [matter]);
  useEffect(() => {
    if (chosen === 'sentOn') where.current?.focus();
  }, [chosen]);
  const write = async (type: string): Promise<void> => {
    if (await memo.begin(type)) onClose();
  };
  const ways = [
    {
      name: words.step('answered'),
      go: () => void write('answered'),
    },
    {
      name: words.step('sentOn'),
      go: () => {
        setChosen('sentOn');
      },
    },
    {
      name: words.step('lacking'),
      go: () => {
        setChosen('lacking');
      },
    },
  ];
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = ways[digitOf(event) - 1];
    if (!way) return;
    event.preventDefault();
    way.go();
  };
  const refusal = memo.refusals['whereTo'];
  return (
    <MemoFrame kind={kind} places={places} memo={memo} onSubmit={() => void write(chosen ?? 'answered')}>
      <Stack gap={6} ref={outcome} onKeyDown={onKeyDown}>
        {ways.map(({ name, go }, index) => (
          <Button
            key={name}
            variant="default"
            justify="flex-start"
            data-enter-stop
            leftSection={<kbd>{index + 1}</kbd>}
            disabled={memo.isBusy}
            onClick={go}
          >
            {name}
          </Button>
        ))}
      </Stack>
      {chosen === 'lacking' && (
        <div>
          <LackingFields
            code={code}
            label={words.field('lacks')}
            value={lacks}
            refusal={memo.refusals['lacks'] ?? memo.refusals['matter']}
            onChange={(next) => {
              memo.put({ ...memo.values, lacks: next });
            }}
          />
          <Button type="submit" mt="sm" disabled={memo.isBusy} data-testid="lacking-write">
            {t('counter.write')}
          </Button>
        </div>
      )}
      {chosen === 'sentOn' && (
        <>
          <TextInput
            ref={where}
            name="whereTo"
            label={words.field('whereTo')}
            autoComplete="off"
            value={textOf(whereTo)}
            error={refusal && sentence(refusal)}
            onChange={(event) => {
              memo.put({ ...memo.values, whereTo: event.currentTarget.value });
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isImeKey(event)) return;
              event.preventDefault();
              void write('sentOn');
            }}
          />
          <Button type="submit" disabled={memo.isBusy}>
            {t('counter.write')}
          </Button>
        </>
      )}
    </MemoFrame>
  );
}
