/** 转介: to whom and why; the desk that was asked first stays responsible until somebody there has taken it. */
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { referral } from '#shared/kinds/referral/index.ts';
import { shortcuts } from '../app/keys.ts';
import { stepForm } from '../fields/step-form.ts';
import type { AsideFormProps } from './aside-forms.ts';
import { MemoFrame } from './MemoFrame.tsx';
import { useMemoBegin } from './use-memo-begin.ts';
import { WithMemoDraft } from './WithMemoDraft.tsx';

const ruleset = currentRuleset(referral);
/** Which case it is about is known, or it is about none. */
const places = stepForm(ruleset, 'referred').places.filter(({ name }) => name !== 'about');

export function ReferralForm({ kind, about, onClose }: AsideFormProps) {
  return (
    <WithMemoDraft kind={kind}>
      {(act, start) => (
        <Referral act={act} kind={kind} start={about === undefined ? start : { ...start, about }} onClose={onClose} />
      )}
    </WithMemoDraft>
  );
}

interface ReferralProps extends AsideFormProps {
  readonly act: string;
  readonly start: JsonObject;
}

function Referral({ act, kind, start, onClose }: ReferralProps) {
  const { t } = useTranslation('screens');
  const memo = useMemoBegin({ act, kind, ruleset, type: 'referred', start });
  const write = async (): Promise<void> => {
    if (await memo.begin('referred')) onClose();
  };
  return (
    <MemoFrame kind={kind} places={places} memo={memo} onSubmit={() => void write()}>
      <Text size="sm" c="dimmed">
        {t('counter.referralHint')}
      </Text>
      <Button type="submit" disabled={memo.isBusy} rightSection={<kbd>{shortcuts.submit.keys}</kbd>}>
        {t('counter.write')}
      </Button>
    </MemoFrame>
  );
}
