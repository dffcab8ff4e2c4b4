/** A registry as a list with a search; whoever may, adds and changes rows. */
import { Badge, Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { kitOf } from '../fields/kits.ts';
import { useSettled } from '../find/use-settled.ts';
import { fieldsOf, getRegistry, registrySteps, stateOf, type RegistryName } from './registries.ts';
import { RecordDialog } from './RecordDialog.tsx';
import { RegistryFrame } from './RegistryFrame.tsx';
import { Requests } from './Requests.tsx';
import classes from './Registry.module.css';

export interface RegistryPageProps {
  readonly name: RegistryName;
  readonly title: string;
  /** Fields shown as columns beside the row's own name. */
  readonly columns: readonly string[];
  /** Where rows have pages of their own: the dialogs and buttons of the generic list are not shown. */
  readonly pages?: RowPages;
  /** What else can be done with a row. */
  readonly more?: (row: Row) => ReactNode;
}

export interface RowPages {
  readonly row: (row: Row) => ReactNode;
  /** `codes`: of the rows shown, where the list is filtered. */
  readonly actions: (codes: string[] | undefined) => ReactNode;
}

export interface Row {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
  readonly value: JsonObject;
}

interface Open {
  readonly type: string;
  readonly row: Row | undefined;
}

export function RegistryPage({ name, title, columns, pages, more }: RegistryPageProps) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const kind = getRegistry(name);
  const words = useKindWords(name);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<Open>();
  const search = useSettled(typed.trim(), 150);
  const rows = useAnswer(['registry.list', name, search], () => desk.registry.list({ kind: name, search }), {
    keepsLast: true,
  });
  const { begin } = registrySteps(kind, 'active');
  const mayWrite = may('registry.write') && may(currentRuleset(kind).steps[begin]?.permission ?? 'registry.write');
  return (
    <RegistryFrame
      title={title}
      actions={
        pages ? (
          <Group gap="sm">{pages.actions(search === '' ? undefined : rows.data?.rows.map(({ key }) => key))}</Group>
        ) : (
          mayWrite && (
            <Button
              onClick={() => {
                setOpen({ type: begin, row: undefined });
              }}
            >
              {words.step(begin)}
            </Button>
          )
        )
      }
    >
      <TextInput
        aria-label={t('registry.search')}
        placeholder={t('registry.search')}
        name="search"
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Requests kind={name} />
      <Answered answer={rows}>
        {({ rows: list }) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('registry.none')}</Text>
          ) : (
            <Rows {...{ name, columns, pages, more, mayWrite }} rows={list} onOpen={setOpen} />
          )
        }
      </Answered>
      {open && (
        <RecordDialog
          kind={kind}
          name={name}
          type={open.type}
          stream={open.row?.stream}
          start={open.row ? fieldsOf(kind, open.row.value) : {}}
          onClose={() => {
            setOpen(undefined);
          }}
        />
      )}
    </RegistryFrame>
  );
}

interface RowsProps {
  readonly name: RegistryName;
  readonly columns: readonly string[];
  readonly pages: RowPages | undefined;
  readonly more: RegistryPageProps['more'] | undefined;
  readonly rows: readonly Row[];
  readonly mayWrite: boolean;
  readonly onOpen: (open: Open) => void;
}

function Rows({ name, columns, pages, more, rows, mayWrite, onOpen }: RowsProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(name);
  return (
    <>
      <Text size="sm">{t('registry.count', { count: rows.length })}</Text>
      <Table striped highlightOnHover verticalSpacing="xs" className={classes.rows ?? ''} data-testid="registry-rows">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.field('name')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column}>{words.field(column)}</Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <OneRow key={row.stream} {...{ name, columns, pages, more, row, mayWrite, onOpen }} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

type OneRowProps = Omit<RowsProps, 'rows'> & { readonly row: Row };

function OneRow({ name, columns, pages, more, row, mayWrite, onOpen }: OneRowProps) {
  const kind = getRegistry(name);
  const words = useKindWords(name);
  const { fields } = currentRuleset(kind);
  const state = stateOf(row.value);
  const plain = useAct((act: string, type: string) => desk.registry.step({ act, stream: row.stream, type, data: {} }));
  return (
    <Table.Tr data-key={row.key}>
      <Table.Td>
        {pages ? pages.row(row) : <Text fw={600}>{row.label}</Text>}
        {state !== 'active' && (
          <Badge color="gray.7" tt="none">
            {words.status(state)}
          </Badge>
        )}
      </Table.Td>
      {columns.map((column) => {
        const spec = fields[column];
        const value = row.value[column];
        if (spec === undefined || value === undefined || value === null) return <Table.Td key={column} />;
        const { Show } = kitOf(name, column, spec);
        return (
          <Table.Td key={column}>
            <Show value={value} kind={name} name={column} spec={spec} />
          </Table.Td>
        );
      })}
      <Table.Td>
        {mayWrite && pages === undefined && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            {more?.(row)}
            {registrySteps(kind, state).later.map(({ type, hasForm }) => (
              <Button
                key={type}
                size="compact-sm"
                variant="subtle"
                loading={!hasForm && plain.isBusy}
                onClick={() => {
                  if (hasForm) onOpen({ type, row });
                  else void plain.run(type);
                }}
              >
                {words.step(type)}
              </Button>
            ))}
          </Group>
        )}
        <RefusalNote refusal={plain.refusal} />
      </Table.Td>
    </Table.Tr>
  );
}
