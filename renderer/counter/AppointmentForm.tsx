/** 预约: which day, what time, who; the rest if anybody says so. */
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { appointment } from '#shared/kinds/appointment/index.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { shortcuts } from '../app/keys.ts';
import { stepForm } from '../fields/step-form.ts';
import type { AsideFormProps } from './aside-forms.ts';
import { MemoFrame } from './MemoFrame.tsx';
import { useMemoBegin } from './use-memo-begin.ts';
import { WithMemoDraft } from './WithMemoDraft.tsx';

const ruleset = currentRuleset(appointment);
const { places } = stepForm(ruleset, 'booked');
/** As it is agreed on the telephone. */
const asked = ['day', 'time', 'name', 'phone', 'matter', 'text'].flatMap((name) =>
  places.filter((place) => place.name === name),
);

export function AppointmentForm({ kind, onClose }: AsideFormProps) {
  return (
    <WithMemoDraft kind={kind}>
      {(act, start) => <Appointment act={act} kind={kind} start={start} onClose={onClose} />}
    </WithMemoDraft>
  );
}

interface AppointmentProps extends AsideFormProps {
  readonly act: string;
  readonly start: JsonObject;
}

function Appointment({ act, kind, start, onClose }: AppointmentProps) {
  const { t } = useTranslation('screens');
  const memo = useMemoBegin({ act, kind, ruleset, type: 'booked', start });
  const write = async (): Promise<void> => {
    if (await memo.begin('booked')) onClose();
  };
  return (
    <MemoFrame kind={kind} places={asked} memo={memo} onSubmit={() => void write()}>
      <Text size="sm" c="dimmed">
        {t('counter.appointmentHint')}
      </Text>
      <Button type="submit" disabled={memo.isBusy} rightSection={<kbd>{shortcuts.submit.keys}</kbd>}>
        {t('counter.write')}
      </Button>
    </MemoFrame>
  );
}
