import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { isShortcut, shortcuts } from '../app/keys.ts';
import { fieldWord, NameOfField } from '../app/refusal-sentence.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { DraftState } from '../cases/DraftState.tsx';
import classes from '../cases/Intake.module.css';
import { fieldNames } from '../fields/kind-words.ts';
import { FieldForm } from '../fields/FieldForm.tsx';
import { useMatterVersion } from '../fields/matter-facts.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { AddPeople } from './AddPeople.tsx';
import { eachAlone } from './household.ts';
import type { ManyDraft, Taken } from './many-draft.ts';
import { RowEditor } from './RowEditor.tsx';
import { RowsTable } from './RowsTable.tsx';
import { useMany, type Many } from './use-many.ts';

interface ManyFormProps {
  readonly id: string;
  readonly taken: Taken;
  readonly start: ManyDraft;
  readonly isRestored: boolean;
}

export function ManyForm({ id, taken, start, isRestored }: ManyFormProps) {
  const [code, setCode] = useState(start.code);
  const version = useMatterVersion({ code, versionId: '' });
  const many = useMany({ id, taken, version, start });
  const [edited, setEdited] = useState<string>();
  const { draft, put, judged } = many;
  const hasTaken = judged.some(({ state }) => state === 'taken');
  const row = judged.find(({ row: { id: own } }) => own === edited);
  return (
    <Stack gap="sm" data-testid="many">
      <CommonFields
        taken={taken}
        many={many}
        isFixed={hasTaken}
        onMatter={(next) => {
          setCode(next);
        }}
      />
      {draft.code !== '' && version !== undefined && (
        <>
          <AddPeople many={many} version={version} isClosed={edited !== undefined || many.taking !== undefined} />
          <NameOfField value={fieldNames(taken.kind, fieldWord)}>
            <RowsTable many={many} fields={version.fields} onOpen={setEdited} />
          </NameOfField>
          <Foot many={many} isRestored={isRestored} />
        </>
      )}
      {row && (
        <RowEditor
          taken={taken}
          draft={draft}
          judged={row}
          onClose={() => {
            setEdited(undefined);
          }}
          onChange={(next) => {
            put({ ...draft, rows: draft.rows.map((one) => (one.id === next.id ? next : one)) });
          }}
        />
      )}
    </Stack>
  );
}

interface CommonFieldsProps {
  readonly taken: Taken;
  readonly many: Many;
  /** Somebody of the list is taken in: it stays the list of this matter. */
  readonly isFixed: boolean;
  readonly onMatter: (code: string) => void;
}

/** Said once for all rows: the matter, its form, the papers. */
function CommonFields({ taken, many: { draft, put, kept }, isFixed, onMatter }: CommonFieldsProps) {
  const { t } = useTranslation('cases');
  const { places } = taken.form;
  const element = useRef<HTMLFormElement>(null);
  const values = { ...draft.common, [taken.matter]: { code: draft.code } };
  // With people on the list the fields of all stand out of their way.
  const [isOpen, setOpen] = useState(draft.rows.length === 0);
  const only = draft.code === '' || !isOpen ? [taken.matter] : places.map(({ name }) => name);
  const asked = only.filter((name) => name !== taken.petitioner && (name !== taken.matter || !isFixed));
  useAloneByDefault(taken, draft, put);
  const begin = useEffectEvent(() => {
    if (draft.code === '') element.current?.querySelector('input')?.focus();
  });
  useEffect(() => {
    begin();
  }, []);
  return (
    <form
      ref={element}
      noValidate
      onKeyDown={nextFieldOnly}
      onBlur={kept.keepNow}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Stack gap="xs">
        {draft.code !== '' && (
          <Group gap="sm">
            <Text fw={600}>{t('many.common')}</Text>
            <Text c="dimmed" size="sm">
              {t('many.commonHint')}
            </Text>
            <Button
              variant="default"
              size="compact-sm"
              data-testid="many-common"
              aria-expanded={isOpen}
              onClick={() => {
                setOpen(!isOpen);
              }}
            >
              {t(isOpen ? 'many.hideCommon' : 'many.showCommon')}
            </Button>
          </Group>
        )}
        <FieldForm
          form={{ kind: taken.kind, places, values }}
          refusals={{}}
          only={asked}
          onChange={(next) => {
            const { [taken.matter]: matter, ...common } = next;
            const code = textOf(recordOf(matter)['code']);
            if (code !== draft.code) onMatter(code);
            put({ ...draft, code, common: code === draft.code ? common : {} });
          }}
        />
      </Stack>
    </form>
  );
}

/** Ctrl+Enter is the page's: it takes the list in. */
function nextFieldOnly(event: KeyboardEvent<HTMLElement>): void {
  if (!isShortcut('submit', event)) enterToNext(event);
}

/** 一人一件: what the form asks of a whole household is not asked. Once a matter; what somebody chooses otherwise stays. */
function useAloneByDefault(taken: Taken, draft: ManyDraft, put: (draft: ManyDraft) => void): void {
  const version = useMatterVersion({ code: draft.code, versionId: '' });
  const alone = eachAlone(version?.fields ?? []);
  const missing = Object.keys(alone).filter((key) => recordOf(draft.common[taken.matterForm])[key] === undefined);
  const wanted = missing.length > 0 && Object.keys(recordOf(draft.common[taken.matterForm])).length === 0;
  const fill = useEffectEvent(() => {
    put({ ...draft, common: { ...draft.common, [taken.matterForm]: alone } });
  });
  useEffect(() => {
    if (wanted) fill();
  }, [wanted, draft.code]);
}

function Foot({ many, isRestored }: { readonly many: Many; readonly isRestored: boolean }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { judged, taking, kept, refusal, draft, stop } = many;
  const count = (wanted: string) => judged.filter(({ state }) => state === wanted).length;
  const take = () =>
    void many.take().then(async (isWhole) => {
      // Somebody is still being typed: the list is not left, nor what was typed of them.
      if (!isWhole || textOf(draft.typed['name']) !== '') return;
      await kept.drop();
      await navigate({ to: '/many/$stream', params: { stream: draft.list } });
    });
  const ready = count('ready');
  useShortcut('submit', take, taking === undefined && ready > 0);
  if (taking) {
    return (
      <Group className={classes.foot ?? ''} wrap="nowrap">
        <div style={{ flex: 1 }}>
          <Progress value={(100 * taking.done) / taking.of} size="lg" animated aria-label={t('many.progress')} />
          <Text role="status" mt={4} data-testid="many-progress">
            {t('many.taking', { ...taking })}
          </Text>
        </div>
        <Button variant="default" onClick={stop} data-testid="many-stop">
          {t('many.stop')}
        </Button>
      </Group>
    );
  }
  const isStarted = count('taken') > 0;
  return (
    <Stack gap="xs">
      <RefusalNote refusal={refusal} />
      <Group className={classes.foot ?? ''}>
        <Button size="lg" disabled={ready === 0} onClick={take} data-testid="many-take">
          {t(isStarted ? 'many.goOn' : 'many.take', { count: ready })}
        </Button>
        <Text role="status" data-testid="many-counts">
          {[
            t('many.count.taken', { count: count('taken') }),
            t('many.count.ready', { count: ready }),
            ...(['wrong', 'asks', 'out'] as const)
              .filter((state) => count(state) > 0)
              .map((state) => t(`many.count.${state}`, { count: count(state) })),
          ].join(t('separator'))}
        </Text>
        <DraftState keptAt={kept.keptAt} isRestored={isRestored} />
        <span style={{ flex: 1 }} />
        {isStarted && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/many/$stream', params: { stream: draft.list } })}
          >
            {t('many.toList')}
          </Button>
        )}
        <kbd>{shortcuts.submit.keys}</kbd>
      </Group>
    </Stack>
  );
}
