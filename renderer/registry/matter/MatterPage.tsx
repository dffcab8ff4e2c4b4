/** 事项 of one code: its versions, and what becomes of it: 修订, 改经办提示, 停用. */
import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { matterInForce, versionsOf } from '#shared/kinds/matter/in-force.ts';
import { AnchorLink } from '../../app/links.tsx';
import { usePerson } from '../../app/person.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { useToday } from '../../app/use-today.ts';
import { Answered, Waiting } from '../../app/Waiting.tsx';
import { desk } from '../../client/desk.ts';
import { useAct } from '../../client/use-act.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useKindWords } from '../../fields/kind-words.ts';
import { textOf } from '../../fields/values.ts';
import { MatterGuide } from '../../papers/MatterGuide.tsx';
import { fieldsOf, getRegistry } from '../registries.ts';
import { Requests } from '../Requests.tsx';
import { MatterForm } from './MatterForm.tsx';
import { startRevision } from './matter-edit.ts';
import { ReadMatter } from './ReadMatter.tsx';
import { useTakenUp } from './use-taken-up.ts';
import { VersionList, versionId } from './VersionList.tsx';

const route = getRouteApi('/shell/matters/$code');
const kind = getRegistry('matter');

export function MatterPage() {
  const { t } = useTranslation('cases');
  const { code } = route.useParams();
  const row = useAnswer(['matter.row', code], () => desk.matter.row({ code }));
  return (
    <Stack gap="md" maw={1240}>
      <AnchorLink to="/matters">{t('matters.back')}</AnchorLink>
      <Answered answer={row}>
        {({ row: found }) =>
          found === null ? (
            <Text>{t('matters.unknown', { code })}</Text>
          ) : (
            <OneMatter key={found.stream} stream={found.stream} row={found.value} />
          )
        }
      </Answered>
    </Stack>
  );
}

type Editing = 'revised' | 'hinted';

function OneMatter({ stream, row }: { readonly stream: string; readonly row: JsonObject }) {
  const { t } = useTranslation('cases');
  const words = useKindWords('matter');
  const { may } = usePerson();
  const search = route.useSearch();
  const [editing, setEditing] = useState<Editing | undefined>(may('registry.write') ? search.edit : undefined);
  const [isSaved, setSaved] = useState(false);
  const isActive = row['isActive'] === true;
  const leave = () => {
    setEditing(undefined);
  };
  const open = (type: Editing) => {
    setSaved(false);
    setEditing(type);
  };
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={1}>{textOf(row['name'])}</Title>
          <Group gap="sm">
            <Text c="dimmed">{textOf(row['code'])}</Text>
            {!isActive && (
              <Badge color="gray.7" tt="none">
                {words.status('retired')}
              </Badge>
            )}
          </Group>
        </div>
        {may('registry.write') && editing === undefined && <Acts {...{ stream, isActive, onEdit: open }} />}
      </Group>
      {isActive && <MatterGuide code={textOf(row['code'])} />}
      <Requests kind="matter" />
      {isSaved && (
        <Alert color="green" variant="light" role="status">
          {t('matters.saved')}
        </Alert>
      )}
      {editing === undefined ? (
        <Versions row={row} />
      ) : (
        <Editor
          key={editing}
          {...{ type: editing, stream, row, onLeave: leave }}
          onDone={(code) => {
            setSaved(code !== undefined);
            leave();
          }}
        />
      )}
    </>
  );
}

interface ActsProps {
  readonly stream: string;
  readonly isActive: boolean;
  readonly onEdit: (type: Editing) => void;
}

function Acts({ stream, isActive, onEdit }: ActsProps) {
  const { t } = useTranslation('cases');
  const [isAsking, setAsking] = useState(false);
  const retire = useAct((act: string, type: string) => desk.registry.step({ act, stream, type, data: {} }));
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="sm" wrap="nowrap">
        <Button
          onClick={() => {
            onEdit('revised');
          }}
        >
          {t('matters.revise')}
        </Button>
        {isActive && (
          <Button
            variant="default"
            onClick={() => {
              onEdit('hinted');
            }}
          >
            {t('matters.editHints')}
          </Button>
        )}
        {isActive && (
          <Button
            {...(isAsking ? { color: 'red.9' } : { variant: 'default' })}
            loading={retire.isBusy}
            onClick={() => {
              if (isAsking) void retire.run('retired');
              setAsking(!isAsking);
            }}
          >
            {t(isAsking ? 'matters.reallyRetire' : 'matters.retire')}
          </Button>
        )}
      </Group>
      {isAsking && <Text size="sm">{t('matters.retireHint')}</Text>}
      <RefusalNote refusal={retire.refusal} />
    </Stack>
  );
}

function Versions({ row }: { readonly row: JsonObject }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const [chosen, setChosen] = useState<string>();
  const versions = versionsOf(row);
  const shown =
    versions.find((version) => versionId(version) === chosen) ?? matterInForce(row, today) ?? versions.at(-1) ?? row;
  return (
    <>
      <VersionList row={row} today={today} chosen={versionId(shown)} onChoose={setChosen} />
      {versions.length > 1 && <Text>{t('matters.shown', { version: textOf(shown['version']) })}</Text>}
      <ReadMatter version={shown} />
    </>
  );
}

interface EditorProps {
  readonly type: Editing;
  readonly stream: string;
  readonly row: JsonObject;
  readonly onDone: (code?: string) => void;
  readonly onLeave: () => void;
}

/** The row as it was when the form opened: what somebody else saves meanwhile must not change what is being typed. */
function Editor({ type, stream, row, onDone, onLeave }: EditorProps) {
  const today = useToday();
  const [newest] = useState(() => fieldsOf(kind, row));
  const taken = useTakenUp(type, stream);
  if (taken.isLoading) return <Waiting />;
  const start = type === 'revised' ? startRevision(newest, today) : newest;
  return (
    <MatterForm
      {...{ type, stream, newest, onDone, onLeave }}
      act={taken.act}
      start={taken.values ?? start}
      isRestored={taken.values !== undefined}
    />
  );
}
