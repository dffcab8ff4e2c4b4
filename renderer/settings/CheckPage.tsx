import { Alert, Button, Group, List, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { findWord } from '../app/words.ts';
import { findsOf, isOnlyLists, unseenOf, type CheckReport, type Finds } from './check-report.ts';
import { useCheck } from './use-check.ts';
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
        {of === 0 ? t('load.wait') : t('check.running', { done, of })}
      </Text>
    </div>
  );
}

function ReportView({ report }: { readonly report: CheckReport }) {
  const { t } = useTranslation('screens');
  const { checked, findings } = report;
  const isSound = findings === 0;
  const unseen = unseenOf(report);
  return (
    <>
      <Alert color={isSound ? 'green' : 'red'} variant="light" role={isSound ? 'status' : 'alert'}>
        {isSound ? t('check.sound') : isOnlyLists(report) ? t('check.lists') : t('check.broken', { count: findings })}
      </Alert>
      {!isSound && (
        <List>
          {findsOf(report).map((finds) => (
            <List.Item key={`${finds.what} ${finds.where ?? ''}`}>
              <FindsText finds={finds} />
            </List.Item>
          ))}
        </List>
      )}
      <dl className={classes.facts}>
        {(['entries', 'audit', 'attachments', 'streams'] as const).map((name) => (
          <Fact key={name} name={t(`check.checked.${name}`)} value={checked[name]} />
        ))}
      </dl>
      {unseen > 0 && <Text c="dimmed">{t('check.unseen', { count: unseen })}</Text>}
    </>
  );
}

function FindsText({ finds }: { readonly finds: Finds }) {
  const { t } = useTranslation('screens');
  const { what, where, numbers, count } = finds;
  const word = findWord('screens', `check.found.${what}`) ?? what;
  const named = numbers.length === 0 ? undefined : t('check.numbers', { numbers: numbers.join(t('list.separator')) });
  return [word, where, t('check.times', { count }), named].filter((part) => part !== undefined).join(' · ');
}

function Fact({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
