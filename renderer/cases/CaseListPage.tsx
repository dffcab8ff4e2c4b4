/** 办件: found by any fragment, walked by arrow keys, opened by Enter. */
import { Badge, Chip, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { listFilters } from '#shared/contract/case.ts';
import { isImeKey } from '../app/ime.ts';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { LoadFault, Waiting } from '../app/Waiting.tsx';
import { isLost } from '../client/answer.ts';
import { useSearchTaker } from '../devices/use-taker.ts';
import { useSettled } from '../find/use-settled.ts';
import { CaseTable } from './CaseTable.tsx';
import classes from './CaseTable.module.css';
import { keepListPlace, listPlaceOf } from './list-memory.ts';
import { useCaseLines, type CaseLines, type ListFilter } from './use-case-lines.ts';

const route = getRouteApi('/shell/cases');
const pageStep = 10;

export function CaseListPage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { me, may } = usePerson();
  const { filter = 'open' } = route.useSearch();
  const [remembered] = useState(() => listPlaceOf(me.staff));
  const [typed, setTyped] = useState(remembered.search);
  const box = useRef<HTMLInputElement>(null);
  useSearchTaker(box, setTyped);
  const search = useSettled(typed.trim(), 150);
  const list = useCaseLines(filter, search);
  const [chosen, setChosen] = useState(remembered.stream);
  const found = list.lines.findIndex(({ stream }) => stream === chosen);
  const at = found === -1 ? 0 : found;
  const open = (stream: string | undefined) => {
    if (stream === undefined) return;
    keepListPlace(me.staff, { search: typed, stream });
    void navigate({ to: '/cases/$stream', params: { stream } });
  };
  const choose = (index: number) => {
    const inside = Math.max(0, Math.min(index, list.lines.length - 1));
    setChosen(list.lines[inside]?.stream ?? '');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter and the arrows of an input method choose its candidates, not our lines.
    if (isImeKey(event) || event.defaultPrevented || event.altKey || event.ctrlKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: pageStep, PageUp: -pageStep }[event.key];
    if (step !== undefined) choose(at + step);
    else if (event.key === 'Enter') open(list.lines[at]?.stream);
    else return;
    event.preventDefault();
  };
  return (
    <Stack gap="sm" h="100%">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('list.title')}</Title>
        <Group gap="lg">
          <AnchorLink to="/owed">{t('owed.title')}</AnchorLink>
          <AnchorLink to="/originals">{t('originals.book')}</AnchorLink>
          {may('case.handle') && (
            <>
              <AnchorLink to="/village">{t('village.title')}</AnchorLink>
              <AnchorLink to="/arrivals">{t('arrival.title')}</AnchorLink>
              <AnchorLink to="/batches">{t('batch.title')}</AnchorLink>
              <AnchorLink to="/work-handovers">{t('workHandover.title')}</AnchorLink>
            </>
          )}
        </Group>
        {filter === 'voided' && <AnchorLink to="/voids">{t('list.toRegister')}</AnchorLink>}
      </Group>
      <FilterBar
        filter={filter}
        onChange={(next) => void navigate({ to: '/cases', search: next === 'open' ? {} : { filter: next } })}
      />
      <TextInput
        ref={box}
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        name="search"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <ListSays list={list} filter={filter} search={search} />
      <ListBody
        list={list}
        at={at}
        filter={filter}
        search={search}
        onKeyDown={onKeyDown}
        onOpen={open}
        onChoose={setChosen}
      />
    </Stack>
  );
}

interface FilterBarProps {
  readonly filter: ListFilter;
  readonly onChange: (filter: ListFilter) => void;
}

function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t } = useTranslation('cases');
  return (
    <Chip.Group
      value={filter}
      onChange={(next) => {
        const known = listFilters.find((one) => one === next);
        if (known) onChange(known);
      }}
    >
      <Group gap={6} role="radiogroup" aria-label={t('list.filter')}>
        {listFilters.map((one) => (
          <Chip key={one} value={one} size="sm" radius="sm" icon={null} classNames={{ label: classes.filter ?? '' }}>
            {t(`list.filter.${one}`)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

interface ListSaysProps {
  readonly list: CaseLines;
  readonly filter: ListFilter;
  readonly search: string;
}

/** What is shown, in words: nobody has to guess why a case is not in the list. */
function ListSays({ list, filter, search }: ListSaysProps) {
  const { t } = useTranslation('cases');
  const what = t(`list.says.${filter}`);
  const which = search === '' ? what : t('list.saysSearch', { what, search });
  const count =
    list.total !== null
      ? t('list.count', { count: list.total })
      : list.isLoading || list.refusal
        ? ''
        : t(list.hasMore ? 'list.countMore' : 'list.count', { count: list.lines.length });
  return (
    <Group gap="xs" role="status" data-testid="list-says">
      <Text size="sm">{which}</Text>
      {count !== '' && (
        <Badge variant="light" size="lg" tt="none">
          {count}
        </Badge>
      )}
    </Group>
  );
}

interface ListBodyProps extends ListSaysProps {
  readonly at: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (stream: string) => void;
  readonly onChoose: (stream: string) => void;
}

function ListBody({ list, filter, search, ...table }: ListBodyProps) {
  const { t } = useTranslation('cases');
  if (list.lines.length > 0) return <CaseTable list={list} {...table} />;
  // A program that is gone is waited for, and stands above the page already.
  if (list.refusal && isLost(list.refusal)) return <Waiting />;
  if (list.refusal) return <LoadFault refusal={list.refusal} again={list.again} />;
  if (list.isLoading) return <Waiting />;
  return (
    <Text c="dimmed" py="lg">
      {search === '' ? t(`list.empty.${filter}`) : t('list.emptySearch', { search })}
    </Text>
  );
}
