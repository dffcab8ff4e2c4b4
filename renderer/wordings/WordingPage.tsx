/** One paper in the township's words: the passages beside the real paper as it will be printed, then from when and why. */
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '#shared/documents/paper.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { faultsOf, passagesOf, type Passage, type Wording } from '#shared/documents/wording.ts';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { Faults } from './Faults.tsx';
import { firstWhen, FromWhen, type When } from './FromWhen.tsx';
import { shown, stored } from './shown.ts';
import { Versions, type VersionsOf } from './Versions.tsx';
import { WordingPreview } from './WordingPreview.tsx';
import classes from './Wordings.module.css';

export function WordingPage() {
  const { t } = useTranslation('cases');
  const { paper: name } = useParams({ from: '/shell/wordings/$paper' });
  const paper = findPaper(name);
  const answer = useAnswer(['wording.versions', name], () => desk.wording.versions({ paper: name }));
  if (paper === undefined || paper.fixedBy !== undefined) return <RefusalNote refusal={{ code: 'wording.fixed' }} />;
  return (
    <RegistryFrame title={t('wording.of', { name: paperName(name) })}>
      <AnchorLink to="/wordings">{t('wording.back')}</AnchorLink>
      <Answered answer={answer}>{(known) => <Editor key={name} paper={paper} known={known} />}</Answered>
    </RegistryFrame>
  );
}

interface EditorProps {
  readonly paper: Paper;
  readonly known: VersionsOf;
}

function Editor({ paper, known }: EditorProps) {
  const { may } = usePerson();
  const [words, setWords] = useState<Wording>(
    () => known.versions.find(({ version }) => version === known.inForce)?.words ?? {},
  );
  const faults = faultsOf(paper, words);
  return (
    <div className={classes.editor}>
      <Stack gap="sm">
        {passagesOf(paper).map((passage) => (
          <PassageField
            key={passage.id}
            passage={passage}
            text={words[passage.id] ?? ''}
            faults={faults.filter((fault) => fault.passage === passage.id)}
            onChange={(text) => {
              setWords((before) => ({ ...before, [passage.id]: text }));
            }}
          />
        ))}
        {may('registry.write') && (
          <SaveWording
            paper={paper.paper}
            words={words}
            isSound={faults.length === 0}
            onUsual={() => {
              setWords({});
            }}
          />
        )}
        <Versions known={known} onUse={setWords} />
      </Stack>
      <WordingPreview paper={paper} words={words} />
    </div>
  );
}

interface PassageProps {
  readonly passage: Passage;
  readonly text: string;
  readonly faults: ReturnType<typeof faultsOf>;
  readonly onChange: (text: string) => void;
}

function PassageField({ passage, text, faults, onChange }: PassageProps) {
  const { t } = useTranslation('cases');
  const { id, blanks, longest } = passage;
  return (
    <Textarea
      name={id}
      autosize
      minRows={1}
      label={passage.text === '' ? t('wording.closing') : shown(passage.text)}
      description={
        blanks.length === 0
          ? t('wording.hint', { longest })
          : t('wording.hintBlanks', { longest, blanks: shown(blanks.map((blank) => `{${blank}}`).join(' ')) })
      }
      placeholder={t('wording.empty')}
      value={shown(text)}
      error={faults.length > 0 && <Faults faults={faults} />}
      onChange={(event) => {
        onChange(stored(event.currentTarget.value.replace(/\n/g, ''), blanks));
      }}
    />
  );
}

interface SaveProps {
  readonly paper: string;
  readonly words: Wording;
  readonly isSound: boolean;
  readonly onUsual: () => void;
}

function SaveWording({ paper, words, isSound, onUsual }: SaveProps) {
  const { t } = useTranslation('cases');
  const [when, setWhen] = useState<When>(firstWhen);
  const [isAsked, setAsked] = useState<boolean>();
  const save = useAct((act: string, input: When) => desk.wording.write({ act, paper, words: { ...words }, ...input }));
  const submit = () =>
    void save.run(when).then((answer) => {
      setAsked(answer?.ok === true ? answer.value.isAsked : undefined);
      if (answer?.ok) setWhen(firstWhen());
    });
  return (
    <Stack gap="xs">
      <FromWhen when={when} onChange={setWhen} />
      <RefusalNote refusal={save.refusal} />
      {isAsked !== undefined && (
        <Alert color="green" variant="light" role="status" data-testid="wording-saved">
          {t(isAsked ? 'wording.asked' : 'wording.saved')}
        </Alert>
      )}
      <Group>
        <Button disabled={!isSound || when.reason.trim() === ''} loading={save.isBusy} onClick={submit}>
          {t('wording.save')}
        </Button>
        <Button variant="default" onClick={onUsual}>
          {t('wording.toUsual')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('wording.saveHint')}
      </Text>
    </Stack>
  );
}
