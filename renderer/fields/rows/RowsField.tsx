/**
 * A list whose lines have parts (材料, 表单项, 环节 …): a compact table, of which one line is open to be filled in. By keyboard: Enter opens
 * a line, Alt+↑ and Alt+↓ move it from wherever one stands in it. A field that is one line shows its parts at once.
 */
import { Button, Fieldset, Group, Stack, Table, Text } from '@mantine/core';
import { Fragment, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Columns } from '#shared/kinds/mechanism/spec.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { refusalsOf } from '../check.ts';
import type { FieldProps, ShowProps } from '../types.ts';
import { recordOf, recordsOf } from '../values.ts';
import { LineForm } from './LineForm.tsx';
import { firstWrong, freshLine, moved, withLine } from './lines.ts';
import { LinesTable } from './LinesTable.tsx';
import classes from './Rows.module.css';

const noColumns: Columns = {};

export function RowsField(props: FieldProps) {
  const { place, label, value, refusals, form, onChange } = props;
  const sentence = useRefusalSentence();
  const { columns = noColumns, isOne } = place.spec;
  const whole = refusals[''];
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        {isOne ? (
          <LineForm
            {...{ columns, refusals, form, onChange }}
            field={place.name}
            path={place.name}
            line={recordOf(value)}
          />
        ) : (
          <Lines {...props} columns={columns} />
        )}
        {whole && (
          <Text c="red" size="sm" role="alert">
            {sentence(whole)}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

function Lines({ place, value, refusals, form, onChange, columns }: FieldProps & { readonly columns: Columns }) {
  const { t } = useTranslation('cases');
  const lines = recordsOf(value);
  const [open, setOpen] = useOpenLine(refusals);
  const move = (at: number, by: 1 | -1) => {
    const next = moved(lines, at, by);
    if (next === lines) return;
    onChange(next);
    if (open === at) setOpen(at + by);
    else if (open === at + by) setOpen(at);
  };
  const lineProps = { lines, form, columns, field: place.name, refusals, open, setOpen, move, onChange };
  return (
    <>
      {lines.length === 0 ? (
        <Text c="dimmed">{t('rows.none')}</Text>
      ) : (
        <LinesTable
          {...{ columns, lines, kind: form.kind, field: place.name }}
          hasActions
          row={(at, cells, width) => <OneLine key={at} {...lineProps} {...{ at, cells, width }} />}
        />
      )}
      <Group gap="md">
        <Button
          variant="default"
          size="sm"
          data-testid={`add-${place.name}`}
          onClick={() => {
            onChange([...lines, freshLine(columns)]);
            setOpen(lines.length);
          }}
        >
          {t('rows.add')}
        </Button>
        {lines.length > 1 && (
          <Text size="sm" c="dimmed">
            {t('rows.moveHint')}
          </Text>
        )}
      </Group>
    </>
  );
}

/** A refusal opens its line, once; what is opened and closed after that is the person's. */
function useOpenLine(refusals: FieldProps['refusals']): [number | undefined, (at: number | undefined) => void] {
  const [open, setOpen] = useState<number>();
  const [seen, setSeen] = useState('');
  const mark = Object.keys(refusals).join(' ');
  if (mark !== seen) {
    setSeen(mark);
    const wrong = firstWrong(refusals);
    if (wrong !== undefined) setOpen(wrong);
  }
  return [open, setOpen];
}

interface OneLineProps {
  readonly at: number;
  readonly cells: ReactNode;
  readonly width: number;
  readonly lines: readonly JsonObject[];
  readonly field: string;
  readonly columns: Columns;
  readonly form: FieldProps['form'];
  readonly refusals: FieldProps['refusals'];
  readonly open: number | undefined;
  readonly setOpen: (at: number | undefined) => void;
  readonly move: (at: number, by: 1 | -1) => void;
  readonly onChange: FieldProps['onChange'];
}

function OneLine(props: OneLineProps) {
  const { at, cells, width, lines, field, columns, form, refusals, open, setOpen, move, onChange } = props;
  const { t } = useTranslation('cases');
  const own = refusalsOf(refusals, String(at));
  const isOpen = open === at;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(at, event.key === 'ArrowUp' ? -1 : 1);
  };
  const name = t('rows.which', { count: at + 1 });
  const isWrong = Object.keys(own).length > 0;
  return (
    <Fragment>
      <Table.Tr
        className={[classes.line, isWrong ? classes.wrong : '', isOpen ? classes.open : ''].join(' ')}
        data-line={`${field}.${String(at)}`}
        onKeyDown={onKeyDown}
        onClick={() => {
          setOpen(isOpen ? undefined : at);
        }}
      >
        {cells}
        <Table.Td
          onClick={(event) => {
            event.stopPropagation();
          }}
        >
          <LineButtons
            {...{ at, name, isOpen, count: lines.length, setOpen, move }}
            onRemove={() => {
              onChange(withLine(lines, at, undefined));
              setOpen(undefined);
            }}
          />
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr className={classes.open ?? ''} onKeyDown={onKeyDown}>
          <Table.Td colSpan={width}>
            <LineForm
              {...{ field, columns, form }}
              line={lines[at] ?? {}}
              path={`${field}.${String(at)}`}
              refusals={own}
              onChange={(line) => {
                onChange(withLine(lines, at, line));
              }}
            />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

interface LineButtonsProps extends Pick<OneLineProps, 'at' | 'setOpen' | 'move'> {
  readonly name: string;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onRemove: () => void;
}

function LineButtons({ at, name, count, isOpen, setOpen, move, onRemove }: LineButtonsProps) {
  const { t } = useTranslation('cases');
  const button = { size: 'compact-sm', variant: 'subtle' } as const;
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <Button
        {...button}
        data-enter-stop
        aria-expanded={isOpen}
        aria-label={`${t(isOpen ? 'rows.close' : 'rows.open')} ${name}`}
        onClick={() => {
          setOpen(isOpen ? undefined : at);
        }}
      >
        {t(isOpen ? 'rows.close' : 'rows.open')}
      </Button>
      {([-1, 1] as const).map((by) => (
        <Button
          key={by}
          {...button}
          aria-label={`${t(by < 0 ? 'rows.up' : 'rows.down')} ${name}`}
          disabled={at + by < 0 || at + by >= count}
          onClick={() => {
            move(at, by);
          }}
        >
          {by < 0 ? '↑' : '↓'}
        </Button>
      ))}
      <Button {...button} c="red.9" aria-label={`${t('rows.remove')} ${name}`} onClick={onRemove}>
        {t('rows.remove')}
      </Button>
    </Group>
  );
}

export function ShowRows({ value, kind, name, spec }: ShowProps) {
  const lines = spec.isOne ? [recordOf(value)] : recordsOf(value);
  return <LinesTable {...{ kind, lines }} field={name} columns={spec.columns ?? noColumns} />;
}
