/** 环节: the row of stages a case goes through; each says in words whether it is done, under way or to come. */
import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useDates } from '../app/dates.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './StageStrip.module.css';

type Stage = CasePage['stages'][number];

export function StageStrip({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  if (page.stages.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="stages">
      <Title order={2} mb="xs">
        {t('stage.title')}
      </Title>
      <ol className={classes.row}>
        {page.stages.map((stage) => (
          <li
            key={stage.name}
            className={classes.stage}
            data-stage={stage.name}
            data-state={stage.state}
            aria-current={stage.state === 'now' ? 'step' : undefined}
          >
            <OneStage stage={stage} kind={page.kind} />
          </li>
        ))}
      </ol>
    </Paper>
  );
}

const signs: Readonly<Record<Stage['state'], string>> = { done: '✓', now: '▶', toCome: '○' };

function OneStage({ stage, kind }: { readonly stage: Stage; readonly kind: string }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const { name, state, responsible, result, notes = {}, reason, photos = 0 } = stage;
  const lacksPhoto = state === 'now' && stage.needsPhoto === true && photos === 0;
  return (
    <>
      <Text fw={600}>
        <span aria-hidden>{signs[state]}</span> {name}
      </Text>
      <Text size="sm" c="dimmed">
        {t(`stage.state.${state}`)}
        {state !== 'done' && responsible !== '' && ` · ${t('stage.responsible', { name: responsible })}`}
      </Text>
      <Done stage={stage} />
      {result !== undefined && result !== '' && <Text size="sm">{result}</Text>}
      {Object.entries(notes).map(([field, text]) => (
        <Text key={field} size="sm">
          {words.field(field)} {text}
        </Text>
      ))}
      {photos > 0 && <Text size="sm">{t('stage.photos', { count: photos })}</Text>}
      {reason !== undefined && <Text size="sm">{t('stage.reason', { reason })}</Text>}
      {lacksPhoto && (
        <Text size="sm" c="orange.9" role="status">
          {t('stage.needsPhoto')}
        </Text>
      )}
    </>
  );
}

function Done({ stage: { on, by = [] } }: { readonly stage: Stage }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  if (on === undefined) return null;
  return <Text size="sm">{t('stage.done', { by: by.join(t('separator')), on: day(on) })}</Text>;
}
