/** 附件: what belongs to the case as files. Added by button, by dragging or by pasting; opened by a click that is written down. */
import { Button, FileButton, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestAttachment } from '#shared/contract/attachment.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { useKeeper } from '../app/keepers.ts';
import { usePerson } from '../app/person.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { filesOf, movedFilesOf, type AttachedFile } from './attached-files.ts';
import { CameraButton } from './camera/CameraButton.tsx';
import { FileRow, MovedRow } from './FileRow.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { addFiles, dropOthers, uploadsSettled, useUploads, type Chosen } from './upload-desk.ts';
import { UploadRow } from './UploadRow.tsx';
import { useDropPlace } from './use-drop-place.ts';
import { usePastedFiles } from './use-pasted-files.ts';
import { PurposeField } from './PurposeField.tsx';
import { purposeOf, wantedOf } from './purposes.ts';
import { RequiredBox } from './RequiredBox.tsx';
import { ViewerDialog } from './ViewerDialog.tsx';

/** What is on its way may end before the screen locks or the person leaves; longer than this nobody waits. */
const settleMs = 10_000;

export function AttachmentsPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const { me, may } = usePerson();
  const [opened, setOpened] = useState<AttachedFile>();
  const [moving, setMoving] = useState<AttachedFile>();
  const mayAdd = may('case.handle');
  const uploads = useUploads().filter(({ stream, staff }) => stream === page.stream && staff === me.staff);
  useEffect(() => {
    dropOthers(me.staff);
  }, [me.staff]);
  useKeeper(() => uploadsSettled(settleMs));
  // Said of what is added next, and of nothing after it.
  const [isRequired, setRequired] = useState(false);
  const [chosenPurpose, setPurpose] = useState<string>();
  const purpose = chosenPurpose ?? wantedOf(page);
  const add = (chosen: readonly Chosen[], required = isRequired) => {
    addFiles(page.stream, me.staff, chosen, { isRequired: required, ...purposeOf(purpose) });
    setRequired(false);
    setPurpose(undefined);
  };
  const place = useDropPlace(mayAdd, (files) => {
    add(files.map(named));
  });
  const files = filesOf(page);
  const moved = movedFilesOf(page);
  if (!mayAdd && page.attachments.length === 0) return null;
  return (
    <Paper
      withBorder
      p="md"
      data-testid="attachments"
      {...place.handlers}
      style={place.isOver ? { outline: '3px dashed var(--mantine-primary-color-filled)', outlineOffset: -3 } : {}}
    >
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2}>{t('attachment.title')}</Title>
        {mayAdd && (
          <Group gap="xs" wrap="nowrap">
            <CameraButton
              label={purposeOf(purpose).for?.name ?? t('attachment.title')}
              size="compact-md"
              onTaken={(file) => {
                add([named(file)]);
              }}
            />
            <AddButton onAdd={add} />
          </Group>
        )}
      </Group>
      {mayAdd && <RequiredBox isChecked={isRequired} onChange={setRequired} />}
      {mayAdd && <PurposeField page={page} value={purpose} onChange={setPurpose} />}
      <Stack gap="sm">
        {files.length === 0 && uploads.length === 0 && <Text c="dimmed">{t('attachment.none')}</Text>}
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            onOpen={may('case.reveal') ? setOpened : undefined}
            onMove={may('case.correct') ? setMoving : undefined}
          />
        ))}
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
        {moved.map((file) => (
          <MovedRow key={file.id} file={file} />
        ))}
        {mayAdd && <AddHint isOver={place.isOver} />}
        {page.isOpen && <MissingNote files={files} />}
      </Stack>
      {mayAdd && <Pasted isRequired={isRequired} onAdd={add} />}
      {opened && (
        <ViewerDialog
          key={opened.id}
          stream={page.stream}
          file={opened}
          onClose={() => {
            setOpened(undefined);
          }}
        />
      )}
      {moving && (
        <MoveDialog
          key={moving.id}
          page={page}
          file={moving}
          onClose={() => {
            setMoving(undefined);
          }}
        />
      )}
    </Paper>
  );
}

const named = (file: File): Chosen => ({ file, name: file.name });

function AddButton({ onAdd }: { readonly onAdd: (chosen: readonly Chosen[]) => void }) {
  const { t } = useTranslation('cases');
  return (
    <FileButton
      multiple
      onChange={(files) => {
        onAdd(files.map(named));
      }}
    >
      {(props) => (
        <Button {...props} size="compact-md" variant="default" data-testid="add-files">
          {t('attachment.add')}
        </Button>
      )}
    </FileButton>
  );
}

/** Why the step that closes the case is not offered. */
function MissingNote({ files }: { readonly files: readonly AttachedFile[] }) {
  const sentence = useRefusalSentence();
  const count = files.filter(({ isRequired, place }) => isRequired && place === 'elsewhere').length;
  if (count === 0) return null;
  return (
    <Text size="sm" c="orange.9" role="status" data-testid="required-missing">
      {sentence({ code: 'attachment.requiredMissing', details: { count } })}
    </Text>
  );
}

/** How else files get here; on a nearly full disk, why they do not. */
function AddHint({ isOver }: { readonly isOver: boolean }) {
  const { t } = useTranslation('cases');
  const { status } = usePerson();
  const sentence = useRefusalSentence();
  if (status.space === 'noAttachments' || status.space === 'readOnly') {
    return (
      <Text size="sm" c="orange.9" role="status">
        {sentence({ code: `space.${status.space}` })}
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {isOver ? t('attachment.drop') : t('attachment.hint', { limit: longestAttachment / 1024 / 1024 })}
    </Text>
  );
}

interface PastedProps {
  readonly isRequired: boolean;
  readonly onAdd: (chosen: readonly Chosen[], isRequired: boolean) => void;
}

/** What was pasted is looked at before it is added: there is no way to take an attachment out again. */
function Pasted({ isRequired, onAdd }: PastedProps) {
  const [pasted, setPasted] = useState<readonly File[]>([]);
  usePastedFiles(setPasted);
  const close = () => {
    setPasted([]);
  };
  if (pasted.length === 0) return null;
  return (
    <PasteDialog
      files={pasted}
      isRequired={isRequired}
      onClose={close}
      onAdd={(chosen, required) => {
        onAdd(chosen, required);
        close();
      }}
    />
  );
}
