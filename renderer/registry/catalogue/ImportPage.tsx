/** 导入事项库: a file is chosen, what it would change is looked at, and only then is it imported. */
import { Alert, Button, FileButton, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../../app/links.tsx';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { useDropPlace } from '../../attachments/use-drop-place.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { Preview } from './Preview.tsx';
import { TakePanel, type Taken } from './TakePanel.tsx';
import { useImport, type CatalogueImport } from './use-import.ts';

const accepted = '.xlsx,.json';

export function ImportPage() {
  const { t } = useTranslation('cases');
  const one = useImport();
  const [taken, setTaken] = useState<Taken>();
  // Ticks stand until the last act of the file, also where it goes in several.
  const [retire, setRetire] = useState<readonly string[]>([]);
  const choose = (file: File | null | undefined) => {
    if (!file) return;
    setTaken(undefined);
    setRetire([]);
    one.choose(file);
  };
  const place = useDropPlace(true, (files) => {
    choose(files[0]);
  });
  return (
    <Stack gap="md" maw={1240}>
      <AnchorLink to="/matters">{t('matters.back')}</AnchorLink>
      <Title order={1}>{t('catalogue.title')}</Title>
      <Paper
        withBorder
        p="md"
        {...place.handlers}
        style={place.isOver ? { outline: '3px dashed var(--mantine-primary-color-filled)', outlineOffset: -3 } : {}}
      >
        <Stack gap="sm">
          <Text>{t('catalogue.what')}</Text>
          <Text c="dimmed" size="sm">
            {t('catalogue.template')}
          </Text>
          <Chooser one={one} onChoose={choose} />
          <Progressing one={one} />
        </Stack>
      </Paper>
      {taken && <TakenNote taken={taken} />}
      {one.reading.state === 'read' && (
        <Looked
          key={one.reading.look}
          file={one.file}
          summary={one.reading.summary}
          onTaken={(answer) => {
            setTaken(answer);
            // What the server was asked for is not registered yet, and would look as if it were still to be imported.
            if (answer.isAsked) one.close();
            else one.again();
          }}
          onAgain={one.again}
          retire={retire}
          onRetire={setRetire}
        />
      )}
    </Stack>
  );
}

function Chooser({ one, onChoose }: { readonly one: CatalogueImport; readonly onChoose: (file: File | null) => void }) {
  const { t } = useTranslation('cases');
  const reset = useRef<() => void>(null);
  return (
    <Group>
      <FileButton
        accept={accepted}
        resetRef={reset}
        onChange={(file) => {
          onChoose(file);
          // The same file, mended meanwhile, may be chosen again.
          reset.current?.();
        }}
      >
        {(props) => (
          <Button {...props} data-testid="choose-catalogue">
            {t(one.name === '' ? 'catalogue.choose' : 'catalogue.chooseOther')}
          </Button>
        )}
      </FileButton>
      <ExportMenu />
      {one.name !== '' && <Text>{t('catalogue.file', { name: one.name })}</Text>}
    </Group>
  );
}

function Progressing({ one: { reading, stop } }: { readonly one: CatalogueImport }) {
  const { t } = useTranslation('cases');
  if (reading.state === 'stopped') return <Text role="status">{t('catalogue.stopped')}</Text>;
  if (reading.state === 'refused') return <RefusalNote refusal={reading.refusal} />;
  if (reading.state !== 'sending' && reading.state !== 'reading') return null;
  const percent = reading.state === 'reading' && reading.of > 0 ? (100 * reading.done) / reading.of : 0;
  return (
    <Group wrap="nowrap">
      <div style={{ flex: 1 }}>
        <Progress value={percent} size="lg" animated aria-label={t('catalogue.progress')} />
        <Text role="status" mt={4}>
          {reading.state === 'reading'
            ? t('catalogue.reading', { done: reading.done, of: reading.of })
            : t('catalogue.sending')}
        </Text>
      </div>
      <Button variant="default" onClick={stop}>
        {t('catalogue.stop')}
      </Button>
    </Group>
  );
}

function TakenNote({ taken }: { readonly taken: Taken }) {
  const { t } = useTranslation('cases');
  const { published, revised, retired, left, isAsked } = taken;
  return (
    <Alert color="green" variant="light" role="status" data-testid="catalogue-taken">
      <Text>{t(isAsked ? 'catalogue.asked' : 'catalogue.taken', { published, revised, retired })}</Text>
      {left > 0 && <Text>{t(isAsked ? 'catalogue.goOnLater' : 'catalogue.goOn', { count: left })}</Text>}
    </Alert>
  );
}

interface LookedProps {
  readonly file: string;
  readonly summary: Parameters<typeof Preview>[0]['summary'];
  readonly onTaken: (taken: Taken) => void;
  readonly onAgain: () => void;
  readonly retire: readonly string[];
  readonly onRetire: (codes: readonly string[]) => void;
}

function Looked({ file, summary, onTaken, onAgain, retire, onRetire }: LookedProps) {
  return (
    <>
      <Preview {...{ file, summary, retire, onRetire }} />
      <TakePanel {...{ file, summary, retire, onTaken, onAgain }} />
    </>
  );
}
