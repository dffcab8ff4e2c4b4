/** The people of a list, one line each: what is said of them alone, and why one cannot be taken in. ↑ ↓ walk, Enter opens, Delete leaves out. */
import { Badge, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { showNumber } from '#shared/documents/facts.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { isImeKey } from '../app/ime.ts';
import { LongTable, type LinePlace } from '../app/LongTable.tsx';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { AnchorLink } from '../app/links.tsx';
import { isList, isRecord, recordOf, textOf } from '../fields/values.ts';
import type { Ask, JudgedRow, RowState } from './check-row.ts';
import type { ManyRow } from './many-draft.ts';
import type { Many } from './use-many.ts';

interface RowsTableProps {
  readonly many: Many;
  readonly fields: readonly FormField[];
  readonly onOpen: (id: string) => void;
}

export function RowsTable({ many: { draft, put, judged, taking }, fields, onOpen }: RowsTableProps) {
  const { t } = useTranslation('cases');
  const [only, setOnly] = useState<Only>({ state: 'all' });
  if (judged.length === 0) return <Text c="dimmed">{t('many.nobody')}</Text>;
  const all = judged.map((one, at) => ({ one, at }));
  const shown = only.state === 'all' ? all : all.filter(({ one }) => only.ids.has(one.row.id));
  const change = (next: ManyRow) => {
    put({ ...draft, rows: draft.rows.map((row) => (row.id === next.id ? next : row)) });
  };
  return (
    <Stack gap={4}>
      <Showing judged={judged} only={only} onChange={setOnly} />
      <LongTable
        data-testid="many-rows"
        rows={shown}
        keyOf={({ one }) => one.row.id}
        head={
          <>
            {(['at', 'name', 'idNumber', 'phone', 'own', 'state'] as const).map((column) => (
              <Table.Th key={column} w={widths[column]}>
                {t(`many.column.${column}`)}
              </Table.Th>
            ))}
            <Table.Th w={widths.deeds} />
          </>
        }
        line={({ one, at }, place) => (
          <Row
            {...{ at, one, place, fields, onOpen, isBusy: taking !== undefined }}
            onChange={change}
            onRemove={() => {
              put({ ...draft, rows: draft.rows.filter(({ id }) => id !== one.row.id) });
            }}
          />
        )}
      />
    </Stack>
  );
}

/** In rem, so that they follow 适老 large text; what is left is shared by the words of a row. */
const widths = {
  ...{ at: '3.5rem', name: '7rem', idNumber: '12rem', phone: '8rem' },
  ...{ own: undefined, state: '20rem', deeds: '10.5rem' },
} as const;

const shownStates = ['wrong', 'asks', 'ready', 'taken', 'out'] as const;
/** Whom it shows is settled when it is chosen: a row that was mended does not vanish from under the cursor. */
type Only = { readonly state: 'all' } | { readonly state: RowState; readonly ids: ReadonlySet<string> };

/** Of a list too long to look through, only those somebody has to look at. */
const longEnough = 20;

interface ShowingProps {
  readonly judged: readonly JudgedRow[];
  readonly only: Only;
  readonly onChange: (only: Only) => void;
}

function Showing({ judged, only, onChange }: ShowingProps) {
  const { t } = useTranslation('cases');
  if (judged.length < longEnough) return null;
  const of = (state: RowState) => judged.filter((one) => one.state === state);
  const said = shownStates.filter((state) => state === only.state || of(state).length > 0);
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('many.showing')}
      data-testid="many-showing"
      value={only.state}
      data={[
        { value: 'all', label: t('many.showAll', { count: judged.length }) },
        ...said.map((state) => ({ value: state, label: t(`many.count.${state}`, { count: of(state).length }) })),
      ]}
      onChange={(chosen) => {
        const state = shownStates.find((one) => one === chosen);
        onChange(state === undefined ? { state: 'all' } : { state, ids: new Set(of(state).map(({ row }) => row.id)) });
      }}
      style={{ alignSelf: 'flex-start' }}
    />
  );
}

interface RowProps {
  readonly place: LinePlace;
  readonly at: number;
  readonly one: JudgedRow;
  readonly fields: readonly FormField[];
  readonly isBusy: boolean;
  readonly onOpen: (id: string) => void;
  readonly onChange: (row: ManyRow) => void;
  readonly onRemove: () => void;
}

function Row({ at, one, place, fields, isBusy, onOpen, onChange, onRemove }: RowProps) {
  const { row, state } = one;
  const { name, idNumber, phone } = row.petitioner;
  const isOpen = state !== 'taken' && !isBusy;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Ctrl+Enter is the page's, on a row too: it takes the list in.
    if (isImeKey(event) || event.ctrlKey || !isOpen || event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onOpen(row.id);
    else if (event.key === 'Delete') onChange({ ...row, isOut: row.isOut !== true });
    else return;
    event.preventDefault();
  };
  return (
    <Table.Tr
      {...place}
      tabIndex={0}
      data-row={row.id}
      data-state={state}
      onKeyDown={onKeyDown}
      opacity={state === 'out' ? 0.6 : 1}
    >
      <Table.Td>{at + 1}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{textOf(name)}</Table.Td>
      <Table.Td style={{ fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}>{textOf(idNumber)}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{textOf(phone)}</Table.Td>
      <Table.Td>
        <Text size="sm" lineClamp={2}>
          <OwnValues form={row.form} petitioner={row.petitioner} fields={fields} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Reasons one={one} />
      </Table.Td>
      <Table.Td>{isOpen && <Deeds {...{ row, state, onOpen, onChange, onRemove }} />}</Table.Td>
    </Table.Tr>
  );
}

interface DeedsProps extends Pick<RowProps, 'onOpen' | 'onChange' | 'onRemove'> {
  readonly row: ManyRow;
  readonly state: RowState;
}

function Deeds({ row, state, onOpen, onChange, onRemove }: DeedsProps) {
  const { t } = useTranslation('cases');
  const small = { size: 'compact-sm', variant: 'subtle', tabIndex: -1 } as const;
  if (state === 'out') {
    return (
      <Group gap={2} wrap="nowrap">
        <Button
          {...small}
          onClick={() => {
            onChange({ ...row, isOut: false });
          }}
        >
          {t('many.backIn')}
        </Button>
        <Button {...small} color="red.9" onClick={onRemove}>
          {t('many.remove')}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap={2} wrap="nowrap">
      <Button
        {...small}
        onClick={() => {
          onOpen(row.id);
        }}
      >
        {t('many.open')}
      </Button>
      {state === 'asks' && (
        <Button
          {...small}
          tabIndex={0}
          data-testid="many-anyway"
          onClick={() => {
            onChange({ ...row, isAnyway: true });
          }}
        >
          {t('many.anyway')}
        </Button>
      )}
      <Button
        {...small}
        onClick={() => {
          onChange({ ...row, isOut: true });
        }}
      >
        {t('many.leaveOut')}
      </Button>
    </Group>
  );
}

const colours: Readonly<Record<RowState, string>> = {
  taken: 'green',
  ready: 'blue',
  wrong: 'red',
  asks: 'orange',
  out: 'gray',
};

function Reasons({ one: { state, refusals, asks, row, number } }: { readonly one: JudgedRow }) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const [first] = refusals;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Badge color={colours[state]} variant="light" tt="none" style={{ flex: 'none' }}>
        {t(`many.state.${state}`)}
      </Badge>
      {state === 'taken' && (
        <span style={{ whiteSpace: 'nowrap' }}>
          <AnchorLink to="/cases/$stream" params={{ stream: row.id }}>
            {showNumber(number)}
          </AnchorLink>
        </span>
      )}
      {state === 'wrong' && first && (
        <Text size="sm" c="red.9">
          {sentence(first)} {refusals.length > 1 && t('many.moreWrong', { count: refusals.length - 1 })}
        </Text>
      )}
      {(state === 'asks' || (state === 'ready' && row.isAnyway === true)) && (
        <Text size="sm" c={state === 'asks' ? 'var(--tongban-warn)' : 'dimmed'}>
          <Asks asks={asks} />
        </Text>
      )}
    </Group>
  );
}

function Asks({ asks }: { readonly asks: readonly Ask[] }) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const say = (ask: Ask): string => {
    switch (ask.what) {
      case 'unmet':
        return ask.otherwise;
      case 'noGuardian':
        return sentence({ code: 'list.noGuardian' });
      case 'openCase':
        return t('many.openCase', { number: showNumber(ask.number) });
    }
  };
  return <>{asks.map(say).join(' ')}</>;
}

interface OwnValuesProps {
  readonly form: JsonObject;
  readonly petitioner: JsonObject;
  readonly fields: readonly FormField[];
}

/** What is said of this one alone, and who speaks for them. */
function OwnValues({ form, petitioner, fields }: OwnValuesProps) {
  const { t } = useTranslation('cases');
  const own = fields.flatMap(({ key, label }) => {
    const text = shown(form[key], t('separator'));
    return text === '' ? [] : [`${label} ${text}`];
  });
  const guardian = textOf(recordOf(petitioner['guardian'])['name']);
  const all = guardian === '' ? own : [...own, t('many.guardian', { name: guardian })];
  return <>{all.join(t('separator'))}</>;
}

function shown(value: JsonObject[string] | undefined, separator: string): string {
  if (isList(value)) return value.map(textOf).join(separator);
  if (!isRecord(value)) return textOf(value);
  return ['name', 'holder', 'bank', 'account']
    .map((part) => textOf(value[part]))
    .filter((part) => part !== '')
    .join(' ');
}
