/** 同一人: other streams of the same human, said so by somebody or of one number, and those said to be others. Either word can be taken back. */
import { Badge, Button, Group, Modal, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyLine, ToldOther } from '#shared/contract/party.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useWho } from '../app/who.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { PartySearch } from './PartySearch.tsx';

interface SamePanelProps {
  readonly party: string;
  readonly kind: string;
  readonly others: readonly ToldOther[];
  readonly mayTell: boolean;
}

type Word = Pick<ToldOther, 'party' | 'name' | 'isSame'>;

export function SamePanel({ party, kind, others, mayTell }: SamePanelProps) {
  const { t } = useTranslation('cases');
  const [isSeeking, setSeeking] = useState(false);
  const [word, setWord] = useState<Word>();
  return (
    <Paper withBorder p="md" data-testid="same-panel">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('people.same')}</Title>
        {mayTell && (
          <Button
            variant="default"
            size="compact-md"
            data-testid="say-same"
            onClick={() => {
              setSeeking(true);
            }}
          >
            {t('people.saySame')}
          </Button>
        )}
      </Group>
      <Stack gap="xs">
        {others.length === 0 && <Text c="dimmed">{t('people.alone')}</Text>}
        {others.map((other) => (
          <OtherLine
            key={other.party}
            other={other}
            {...(mayTell
              ? {
                  onTurn: () => {
                    setWord({ ...other, isSame: !other.isSame });
                  },
                }
              : {})}
          />
        ))}
      </Stack>
      {isSeeking && (
        <SeekDialog
          {...{ party, kind }}
          onClose={() => {
            setSeeking(false);
          }}
          onChoose={(line) => {
            setSeeking(false);
            setWord({ party: line.party, name: line.name, isSame: true });
          }}
        />
      )}
      {word && (
        <WordDialog
          party={party}
          word={word}
          onClose={() => {
            setWord(undefined);
          }}
        />
      )}
    </Paper>
  );
}

function OtherLine({ other, onTurn }: { readonly other: ToldOther; readonly onTurn?: () => void }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const who = useWho();
  const { party, name, idNumber, phone, isSame, byNumber, byName, on, reason } = other;
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap" data-other={isSame ? 'same' : 'apart'}>
      <Badge {...(isSame ? {} : { color: 'gray.7' })} variant="light" tt="none" style={{ flex: 'none' }}>
        {t(isSame ? 'people.isSame' : 'people.isOther')}
      </Badge>
      <Stack gap={0} style={{ flex: 1, minWidth: 0 }}>
        <AnchorLink to="/people/$party" params={{ party }} inherit>
          {[name, idNumber, phone].filter((text) => text !== '').join('  ')}
        </AnchorLink>
        <Text size="sm" c="dimmed">
          {byNumber || on === null
            ? t('people.byNumber')
            : t('people.saidBy', { name: who(byName), at: moment(on), reason })}
        </Text>
      </Stack>
      {onTurn && (
        <Button variant="subtle" size="compact-sm" onClick={onTurn}>
          {t(isSame ? 'people.sayOther' : 'people.saySameAgain')}
        </Button>
      )}
    </Group>
  );
}

interface SeekDialogProps {
  readonly party: string;
  readonly kind: string;
  readonly onChoose: (line: PartyLine) => void;
  readonly onClose: () => void;
}

function SeekDialog({ party, kind, onChoose, onClose }: SeekDialogProps) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState('');
  return (
    <Modal opened onClose={onClose} title={t('people.seekSame')} size={56 * 16}>
      <PartySearch {...{ typed, kind, onChoose }} label={t('people.search')} onType={setTyped} except={party} />
    </Modal>
  );
}

interface WordDialogProps {
  readonly party: string;
  readonly word: Word;
  readonly onClose: () => void;
}

function WordDialog({ party, word, onClose }: WordDialogProps) {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState('');
  const tell = useAct((act: string, said: string) =>
    desk.party.tell({ act, party, other: word.party, isSame: word.isSame, reason: said }),
  );
  return (
    <Modal opened onClose={onClose} title={t(word.isSame ? 'people.saySame' : 'people.sayOther')} size={40 * 16}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void tell.run(reason.trim()).then((answer) => {
            if (answer?.ok) onClose();
          });
        }}
      >
        <Stack gap="sm">
          <Text>{t(word.isSame ? 'people.sameHint' : 'people.otherHint', { name: word.name })}</Text>
          <Textarea
            label={t('people.reason')}
            name="reason"
            withAsterisk
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={tell.refusal} />
          <Group>
            <Button type="submit" loading={tell.isBusy} disabled={reason.trim() === ''} data-testid="word-submit">
              {t(word.isSame ? 'people.isSame' : 'people.isOther')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('act.close')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
