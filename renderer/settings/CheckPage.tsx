import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { findWord } from '../app/words.ts';
import { useCheck, type CheckReport } from './use-check.ts';
import classes from './Settings.module.css';

/** Walks the whole journal: nothing was changed, taken out, put in or swapped since it was written. */
export function CheckPage() {
  const { t } = useTranslation('screens');
  const { check, start, stop } = useCheck();
  return (
    <Stack maw="48rem">
      <Title order={1}>{t('settings.page.check')}</Title>
      <Text>{t('check.what')}</Text>
      <Group>
        {check.state === 'running' ? (
          <Button variant="default" onClick={stop}>
            {t('check.stop')}
          </Button>
        ) : (
          <Button onClick={start}>{t('check.start')}</Button>
        )}
      </Group>
      {check.state === 'running' && <Running done={check.done} of={check.of} />}
      {check.state === 'stopped' && <Text role="status">{t('check.stopped')}</Text>}
      {check.state === 'refused' && <RefusalNote refusal={check.refusal} />}
      {check.state === 'done' && <ReportView report={check.report} />}
    </Stack>
  );
}

function Running({ done, of }: { readonly done: number; readonly of: number }) {
  const { t } = useTranslation('screens');
  const percent = of === 0 ? 0 : (100 * done) / of;
  return (
    <div>
      <Progress value={percent} size="lg" aria-label={t('check.progress')} />
      <Text role="status" mt="xs">
        {t('check.running', { done, of })}
      </Text>
    </div>
  );
}

/** What was found stands in lists; an empty list is good news. */
function ReportView({ report }: { readonly report: CheckReport }) {
  const { t } = useTranslation('screens');
  const rows = Object.entries(report);
  const isSound = rows.every(([, value]) => !Array.isArray(value) || value.length === 0);
  return (
    <>
      <Alert color={isSound ? 'green' : 'red'} variant="light" role={isSound ? 'status' : 'alert'}>
        {isSound ? t('check.sound') : t('check.broken')}
      </Alert>
      <dl className={classes.facts}>
        {rows.map(([name, value]) => (
          <Row key={name} name={name} value={value} />
        ))}
      </dl>
    </>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: CheckReport[string] | undefined }) {
  useTranslation('screens');
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <>
      <dt>{findWord('screens', `check.report.${name}`) ?? name}</dt>
      <dd>{shown}</dd>
    </>
  );
}
