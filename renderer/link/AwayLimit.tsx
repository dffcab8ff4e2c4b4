/** After how many days without the server a chief allows each login. */
import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';

const most = 365;

export function AwayLimit({ days: kept }: { readonly days: number }) {
  const { t } = useTranslation('screens');
  const [days, setDays] = useState<number | string>(kept);
  const act = useAct((_act, limit: number) => desk.link.setAwayLimit({ days: limit }));
  const keep = async (): Promise<void> => {
    const answer = await act.run(Number(days));
    if (answer?.ok) askAgain();
  };
  return (
    <>
      <Group align="end">
        <NumberInput
          label={t('link.awayLimit')}
          description={t('link.awayHint')}
          name="awayLimit"
          value={days}
          onChange={setDays}
          min={0}
          max={most}
          allowDecimal={false}
          allowNegative={false}
          w="24rem"
        />
        <Button
          variant="default"
          onClick={() => void keep()}
          loading={act.isBusy}
          disabled={days === '' || Number(days) === kept}
          data-testid="away-keep"
        >
          {t('link.awayKeep')}
        </Button>
      </Group>
      <RefusalNote refusal={act.refusal} />
    </>
  );
}
