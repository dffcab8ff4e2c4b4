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
import { useTypedAhead } from './use-typed-ahead.ts';

const ruleset = currentRuleset(inquiry);
const { places } = stepForm(ruleset, 'answered');

type Memo = ReturnType<typeof useMemoBegin>;
/** Outcomes of which something more is asked before they are written. */
type Asked = 'sentOn' | 'lacking';

export function InquiryForm({ kind, onClose }: AsideFormProps) {
  const words = useKindWords(kind);
  const [act] = useState(newActId);
  const memo = useMemoBegin({ act, kind, ruleset, type: 'answered', start: {} });
  const [chosen, setChosen] = useState<Asked>();
  const write = async (type: string): Promise<void> => {
    if (await memo.begin(type)) onClose();
  };
  const ways = [
    { name: words.step('answered'), go: () => void write('answered') },
    ...(['sentOn', 'lacking'] as const).map((asked) => ({
      name: words.step(asked),
      go: () => {
        setChosen(asked);
      },
    })),
  ];
  const ahead = useTypedAhead(memo.values['matter'], (digit) => ways[digit - 1]?.go());
  return (
    <MemoFrame kind={kind} places={places} memo={memo} keys={ahead} onSubmit={() => void write(chosen ?? 'answered')}>
      <Outcomes ways={ways} isBusy={memo.isBusy} matter={memo.values['matter']} />
      {chosen === 'lacking' && <Lacking memo={memo} label={words.field('lacks')} />}
      {chosen === 'sentOn' && (
        <SentOn memo={memo} label={words.field('whereTo')} onWrite={() => void write('sentOn')} />
      )}
    </MemoFrame>
  );
}

interface OutcomesProps {
  readonly ways: readonly { readonly name: string; readonly go: () => void }[];
  readonly isBusy: boolean;
  readonly matter: unknown;
}

function Outcomes({ ways, isBusy, matter }: OutcomesProps) {
  const outcome = useRef<HTMLDivElement>(null);
  // The matter is chosen: the next key is the outcome.
  useEffect(() => {
    if (matter !== undefined) outcome.current?.querySelector('button')?.focus();
  }, [matter]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = ways[digitOf(event) - 1];
    if (!way) return;
    event.preventDefault();
    way.go();
  };
  return (
    <Stack gap={6} ref={outcome} onKeyDown={onKeyDown}>
      {ways.map(({ name, go }, index) => (
        <Button
          key={name}
          variant="default"
          justify="flex-start"
          data-enter-stop
          leftSection={<kbd>{index + 1}</kbd>}
          disabled={isBusy}
          onClick={go}
        >
          {name}
        </Button>
      ))}
    </Stack>
  );
}

interface AskedProps {
  readonly memo: Memo;
  readonly label: string;
}

function Lacking({ memo, label }: AskedProps) {
  const { t } = useTranslation('screens');
  const { matter, lacks } = memo.values;
  return (
    <div>
      <LackingFields
        code={textOf(recordOf(matter)['code'])}
        label={label}
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
  );
}

function SentOn({ memo, label, onWrite }: AskedProps & { readonly onWrite: () => void }) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const where = useRef<HTMLInputElement>(null);
  useEffect(() => {
    where.current?.focus();
  }, []);
  const refusal = memo.refusals['whereTo'];
  return (
    <>
      <TextInput
        ref={where}
        name="whereTo"
        label={label}
        autoComplete="off"
        value={textOf(memo.values['whereTo'])}
        error={refusal && sentence(refusal)}
        onChange={(event) => {
          memo.put({ ...memo.values, whereTo: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isImeKey(event)) return;
          event.preventDefault();
          onWrite();
        }}
      />
      <Button type="submit" disabled={memo.isBusy}>
        {t('counter.write')}
      </Button>
    </>
  );
}
