/** How people come onto the list: card after card, typed, pasted, out of a file, a household by ticking. */
import { Alert, Button, FileButton, Group, Paper, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestList } from '#shared/kinds/intake-list/index.ts';
import { normalPaperNumber } from '#shared/identity/id-paper.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { maskName } from '#shared/identity/masking.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { isShortcut } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useDropPlace } from '../attachments/use-drop-place.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { readers } from '../devices/bus.ts';
import { fillPerson } from '../devices/fill.ts';
import { ranks, useTaker } from '../devices/use-taker.ts';
import { PersonFields } from '../fields/PersonFields.tsx';
import type { MatterVersion } from '../fields/matter-facts.ts';
import { normalPerson } from '../fields/person.ts';
import { textOf } from '../fields/values.ts';
import { fillParty } from '../parties/fill.ts';
import { useTakeParty } from '../parties/use-take-party.ts';
import { EmptyList } from './EmptyList.tsx';
import { HouseholdDialog } from './HouseholdDialog.tsx';
import { isTooLargeToKeep, newRow, numberIn, type ManyDraft, type ManyRow } from './many-draft.ts';
import { PasteDialog } from './PasteDialog.tsx';
import { peopleOfCells, readFile, type ReadList } from './read-list.ts';
import type { Many } from './use-many.ts';

interface AddPeopleProps {
  readonly many: Many;
  readonly version: MatterVersion;
  /** Something else stands open that a card may be meant for, or the list is being taken in. */
  readonly isClosed: boolean;
}

type Dialog = 'paste' | 'household' | undefined;

export function AddPeople({ many, version, isClosed }: AddPeopleProps) {
  const { t } = useTranslation('cases');
  const [dialog, setDialog] = useState<Dialog>();
  const [said, setSaid] = useState<ReadList>();
  const { draft, put } = many;
  const add = (rows: readonly ManyRow[], typed = draft.typed): DeskRefusal | undefined => {
    if (draft.rows.length + rows.length > longestList)
      return { code: 'list.tooMany', details: { count: draft.rows.length + rows.length, most: longestList } };
    const next = { ...draft, rows: [...draft.rows, ...rows], typed };
    if (isTooLargeToKeep(next)) return { code: 'list.tooLarge', details: { count: rows.length } };
    put(next);
    return undefined;
  };
  const take = (read: ReadList) => {
    const refusal = read.refusal ?? add(read.rows);
    setSaid(refusal ? { rows: [], ignored: [], refusal } : read);
  };
  const fromFile = (file: File | null | undefined) => {
    if (file) void readFile(file, version.fields).then(take);
  };
  const place = useDropPlace(!isClosed, (files) => {
    fromFile(files[0]);
  });
  usePastedLists(!isClosed && dialog === undefined, (text) => {
    take(peopleOfCells(text, version.fields));
  });
  useCards(draft, add, !isClosed && dialog === undefined);
  const close = () => {
    setDialog(undefined);
  };
  return (
    <Paper
      withBorder
      p="sm"
      {...place.handlers}
      {...(place.isOver ? { bg: 'var(--mantine-primary-color-light)' } : {})}
    >
      <Stack gap="xs">
        <QuickRow
          person={draft.typed}
          onChange={(typed) => {
            put({ ...draft, typed });
          }}
          onAdd={() => add([newRow(normalPerson(draft.typed))], {})}
        />
        <Group gap="xs">
          <FromFile onFile={fromFile} />
          <Button
            variant="default"
            data-testid="many-paste"
            onClick={() => {
              setDialog('paste');
            }}
          >
            {t('many.paste')}
          </Button>
          <Button
            variant="default"
            data-testid="many-household"
            onClick={() => {
              setDialog('household');
            }}
          >
            {t('many.household')}
          </Button>
          <EmptyList code={draft.code} />
          <Text size="sm" c="dimmed">
            {t('many.addHint')}
          </Text>
        </Group>
        <Said said={said} />
      </Stack>
      {dialog === 'paste' && (
        <PasteDialog
          onClose={close}
          onText={(text) => {
            take(peopleOfCells(text, version.fields));
            close();
          }}
        />
      )}
      {dialog === 'household' && (
        <HouseholdDialog
          onClose={close}
          onRows={(rows) => {
            take({ rows, ignored: [] });
            close();
          }}
        />
      )}
    </Paper>
  );
}

function Said({ said }: { readonly said: ReadList | undefined }) {
  const { t } = useTranslation('cases');
  if (said === undefined) return null;
  if (said.refusal) return <RefusalNote refusal={said.refusal} />;
  return (
    <Alert color="green" variant="light" p="xs" role="status" data-testid="many-added">
      {t('many.added', { count: said.rows.length })}
      {said.ignored.length > 0 && ` ${t('many.ignored', { columns: said.ignored.join(t('separator')) })}`}
    </Alert>
  );
}

function FromFile({ onFile }: { readonly onFile: (file: File | null) => void }) {
  const { t } = useTranslation('cases');
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept=".xlsx,.csv,.txt"
      resetRef={reset}
      onChange={(file) => {
        onFile(file);
        // The same file, mended meanwhile, may be chosen again.
        reset.current?.();
      }}
    >
      {(props) => (
        <Button {...props} variant="default" data-testid="many-file">
          {t('many.file')}
        </Button>
      )}
    </FileButton>
  );
}

/** Ctrl+V anywhere on the page but in a field: several lines or cells are a list. */
function usePastedLists(isOn: boolean, onText: (text: string) => void): void {
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const isInField = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      const isList = /[\n\t]/.test(text.trim());
      if (text.trim() === '' || (isInField && !isList)) return;
      event.preventDefault();
      latest.current(text);
    };
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('paste', onPaste);
    };
  }, [isOn]);
}

/** Card after card: each becomes a row, wherever the cursor stands. */
function useCards(draft: ManyDraft, add: (rows: readonly ManyRow[]) => DeskRefusal | undefined, isOn: boolean): void {
  const { t } = useTranslation('cases');
  useTaker({
    rank: ({ reading }) => (isOn && reading.kind === 'card' && reading.card.idNumber !== undefined ? ranks.list : 0),
    take: ({ reading }) => {
      if (reading.kind !== 'card') return;
      const number = normalPaperNumber(reading.card.idNumber ?? '');
      const at = draft.rows.findIndex((row) => numberIn(row) === number);
      if (at >= 0) {
        readers.notices.say({ tone: 'warn', words: t('many.cardTwice', { row: at + 1 }) });
        return;
      }
      const { person } = fillPerson({}, reading.card);
      const refusal = add([newRow(person)]);
      if (refusal) {
        readers.notices.say({ tone: 'refused', refusal });
        return;
      }
      const name = maskName(textOf(person['name']));
      if (reading.refusal) readers.notices.say({ tone: 'refused', refusal: reading.refusal });
      else readers.notices.say({ tone: 'done', words: t('many.cardAdded', { row: draft.rows.length + 1, name }) });
    },
  });
}

interface QuickRowProps {
  readonly person: JsonObject;
  readonly onChange: (person: JsonObject) => void;
  readonly onAdd: () => DeskRefusal | undefined;
}

/** One line to type: name, number, telephone, Enter; the cursor is at the next name. */
function QuickRow({ person, onChange, onAdd }: QuickRowProps) {
  const { t } = useTranslation('cases');
  const [turn, setTurn] = useState(0);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const element = useRef<HTMLFormElement>(null);
  const taking = useTakeParty();
  useEffect(() => {
    if (turn > 0) element.current?.querySelector('input')?.focus();
  }, [turn]);
  const isSomebody = textOf(person['name']).trim() !== '';
  const add = () => {
    if (!isSomebody) return;
    const found = onAdd();
    setRefusal(found);
    if (found) return;
    setTurn(turn + 1);
  };
  return (
    <form
      ref={element}
      noValidate
      data-enter-submits
      data-testid="many-quick"
      onKeyDown={(event) => {
        // With nobody typed here Ctrl+Enter takes the list in.
        if (isSomebody || !isShortcut('submit', event)) enterToNext(event);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Group align="flex-end" gap="sm">
        <PersonFields
          key={turn}
          person={person}
          onChange={onChange}
          refusals={{}}
          path="quick"
          nameLabel={t('person.name')}
          isRequired={false}
          isCompact
          fields={[]}
          onFound={(line) => {
            void taking.take(line).then((known) => {
              if (known) onChange(fillParty({}, known, true));
            });
          }}
        />
        <Button type="submit" variant="light" disabled={!isSomebody} data-testid="many-add">
          {t('many.add')}
        </Button>
      </Group>
      <RefusalNote refusal={refusal ?? taking.refusal} />
    </form>
  );
}
