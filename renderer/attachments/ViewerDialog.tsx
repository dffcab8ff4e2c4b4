/** One attachment: a picture is shown, anything else is saved by a click of its own. Closing leaves nothing of it in the page. */
import { Alert, Button, Group, Loader, Modal, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import type { DeskAnswer, DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import type { AttachedFile } from './attached-files.ts';
import { isShownHere, sizeWords } from './file-facts.ts';
import { Picture } from './Picture.tsx';
import { readWhole, saveOutside, type Place } from './read-whole.ts';

interface ViewerDialogProps {
  readonly stream: string;
  readonly file: AttachedFile;
  readonly onClose: () => void;
}

export function ViewerDialog({ stream, file, onClose }: ViewerDialogProps) {
  const { t } = useTranslation('cases');
  const isPicture = isShownHere(file.mime);
  // The program's own window takes no downloads: there the desk saves.
  const byProgram = usePerson().status.printing === 'electron';
  const variant = isPicture ? 'default' : 'filled';
  const label = `${t('attachment.save')} (${sizeWords(file.bytes)})`;
  const [isWanted, setWanted] = useState(isPicture);
  const [isSaved, setSaved] = useState(false);
  const leave = useAct((act) => desk.attachment.export({ act, stream, id: file.id }));
  const save = (whole: Blob) => {
    // Written on the case before the browser gets it.
    void leave.run({}).then((answer) => {
      if (answer?.ok !== true) return;
      saveOutside(whole, file.name);
      setSaved(true);
    });
  };
  // A picture is read to be looked at, anything else because its button was pressed.
  const { content, share } = useContent({ stream, id: file.id }, isWanted, (whole) => {
    if (!isPicture) save(whole);
  });
  const isReading = isWanted && content === undefined;
  const isComing = content?.ok === false && content.refusal.code === 'attachment.coming';
  return (
    <Modal opened onClose={onClose} title={file.name} size={isPicture ? 'auto' : 'lg'} data-testid="viewer">
      <Stack gap="sm" miw="20rem">
        {isPicture && content?.ok === true && <Picture content={content.value} name={file.name} />}
        {!isPicture && <Text>{t('attachment.saveHint')}</Text>}
        {isReading && <Reading share={share} />}
        {isComing ? <Coming /> : <RefusalNote refusal={content?.ok === false ? content.refusal : leave.refusal} />}
        {isSaved && (
          <Alert color="green" variant="light" role="status">
            {t('attachment.saved')}
          </Alert>
        )}
        <Group>
          {byProgram ? (
            <SaveByProgram label={label} variant={variant} save={() => desk.attachment.save({ stream, id: file.id })} />
          ) : (
            <Button
              variant={variant}
              loading={isReading}
              disabled={content?.ok === false}
              onClick={() => {
                if (content?.ok === true) save(content.value);
                else setWanted(true);
              }}
            >
              {label}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('attachment.close')}
          </Button>
          {isPicture && (
            <Text size="sm" c="dimmed">
              {t('attachment.saveAlso')}
            </Text>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** From the township's server: it takes as long as the line is slow. */
function Coming() {
  const sentence = useRefusalSentence();
  return (
    <Group role="status" wrap="nowrap" data-testid="coming">
      <Loader size="sm" />
      <Text>{sentence({ code: 'attachment.coming' })}</Text>
    </Group>
  );
}

function Reading({ share }: { readonly share: number }) {
  const { t } = useTranslation('cases');
  const percent = Math.floor(share * 100);
  const words = t('attachment.reading', { percent });
  return (
    <div role="status">
      <Text size="sm">{words}</Text>
      <Progress value={percent} aria-label={words} transitionDuration={0} />
    </div>
  );
}

/** What may come while the dialog stands open; asked of this program alone. */
const onItsWay: ReadonlySet<string> = new Set(['attachment.coming', 'attachment.elsewhere', 'attachment.unreached']);
const isOnItsWay = ({ code }: DeskRefusal): boolean => onItsWay.has(code);
const againMs = 1500;

interface Content {
  readonly content: DeskAnswer<Blob> | undefined;
  /** 0 to 1. */
  readonly share: number;
}

/** The content, once it is wanted; `onRead` is told when it is there. Given up when the dialog closes. */
function useContent({ stream, id }: Place, isWanted: boolean, onRead: (whole: Blob) => void): Content {
  const [content, setContent] = useState<DeskAnswer<Blob>>();
  const [share, setShare] = useState(0);
  const latest = useRef(onRead);
  useEffect(() => {
    latest.current = onRead;
  }, [onRead]);
  useEffect(() => {
    if (!isWanted) return undefined;
    const leaving = new AbortController();
    let timer: number | undefined;
    const read = (): void => {
      void readWhole({ stream, id }, leaving.signal, setShare).then((answer) => {
        if (answer === undefined) return;
        setContent(answer);
        if (answer.ok) latest.current(answer.value);
        else if (isOnItsWay(answer.refusal)) timer = window.setTimeout(read, againMs);
      });
    };
    read();
    return () => {
      leaving.abort();
      window.clearTimeout(timer);
    };
  }, [stream, id, isWanted]);
  return { content, share };
}
