/** 咨询, 来电, 转介 of the day, of all days, or what of them is open; by matter. */
import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MemoLine } from '#shared/contract/memo.ts';
import { memoFilters } from '#shared/contract/memo.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { AnchorLink } from '../app/links.tsx';
import { Answered } from '../app/Waiting.tsx';
import { useDates } from '../app/dates.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords, useKindWords } from '../fields/kind-words.ts';
import homeClasses from '../home/Home.module.css';
import { openAside } from './aside-opener.ts';
import { MemoSteps } from './MemoSteps.tsx';
import { RevealMemo } from './RevealMemo.tsx';
import classes from './Counter.module.css';

const route = getRouteApi('/shell/memos');
const memoKinds = kinds.filter(({ form }) => form === 'memo').map(({ kind }) => kind);

export function MemoListPage() {
  const { t } = useTranslation('screens');
  const navigate = useNavigate();
  const { kind, filter, matter } = route.useSearch();
  const words = useKindWords(kind);
  const list = useAnswer(['memo.list', kind, filter, matter], () =>
    desk.memo.list({ kind, filter, ...(matter === undefined ? {} : { matter }) }),
  );
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>{words.name}</Title>
        <Button
          onClick={() => {
            openAside({ kind });
          }}
        >
          {t('memo.new', { kind: words.name })}
        </Button>
      </Group>
      <Group>
        <SegmentedControl
          data={memoKinds.map((value) => ({ value, label: kindWords(value).name }))}
          value={kind}
          onChange={(value) => void navigate({ to: '/memos', search: { kind: value, filter } })}
        />
        <SegmentedControl
          data={memoFilters.map((value) => ({ value, label: t(`memo.filter.${value}`) }))}
          value={filter}
          onChange={(value) => void navigate({ to: '/memos', search: { kind, filter: value } })}
        />
      </Group>
      <Answered answer={list}>
        {({ lines, byMatter, isMore }) => (
          <>
            <ByMatter byMatter={byMatter} chosen={matter} />
            {lines.length === 0 && <Text c="dimmed">{t('memo.none')}</Text>}
            <ul className={homeClasses.lines} data-testid="memos">
              {lines.map((line) => (
                <Line key={line.stream} line={line} />
              ))}
            </ul>
            {isMore && <Text c="dimmed">{t('memo.more')}</Text>}
          </>
        )}
      </Answered>
    </Stack>
  );
}

interface ByMatterProps {
  readonly byMatter: readonly { readonly code: string; readonly name: string; readonly count: number }[];
  readonly chosen: string | undefined;
}

/** Each number opens the lines it counts. */
function ByMatter({ byMatter, chosen }: ByMatterProps) {
  const { t } = useTranslation('screens');
  const { kind, filter } = route.useSearch();
  if (byMatter.every(({ code }) => code === '')) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('memo.byMatter')}>
      {chosen !== undefined && (
        <AnchorLink to="/memos" search={{ kind, filter }}>
          {t('memo.everyMatter')}
        </AnchorLink>
      )}
      {byMatter.map(({ code, name, count }) => (
        <AnchorLink
          key={code}
          to="/memos"
          search={{ kind, filter, matter: code }}
          className={classes.matter ?? ''}
          data-chosen={chosen === code}
        >
          {code === '' ? t('memo.noMatter') : name} <b>{count}</b>
        </AnchorLink>
      ))}
    </Group>
  );
}

function Line({ line }: { readonly line: MemoLine }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const words = useKindWords(line.kind);
  return (
    <li className={classes.memo} data-stream={line.stream}>
      <Text span fw={600} data-open={line.isOpen}>
        {words.status(line.status)}
      </Text>
      <div>
        <Text span>{[line.matterName, line.title].filter((text) => text !== '').join(' · ')}</Text>
        <Text size="sm" c="dimmed">
          {[moment(line.beganOn), t('memo.first', { name: line.byName, station: line.stationName })].join(' · ')}
          {line.about !== '' && (
            <>
              {' · '}
              <AnchorLink to="/cases/$stream" params={{ stream: line.about }} inherit>
                {t('memo.case')}
              </AnchorLink>
            </>
          )}
        </Text>
      </div>
      <RevealMemo line={line} />
      <MemoSteps line={line} />
    </li>
  );
}
