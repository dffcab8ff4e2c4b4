/** A form before it is used: what is wrong with it in words, its tags, and how it looks filled with what belongs to nobody. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LookedAtForm } from '#shared/contract/matter.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { Waiting } from '../../app/Waiting.tsx';
import type { DeskRefusal } from '../../client/answer.ts';
import { PaperSheet } from '../../papers/PaperSheet.tsx';
import { SheetTable } from '../../papers/SheetTable.tsx';

export interface Looking {
  readonly name: string;
  /** Undefined while it is on its way. */
  readonly looked?: LookedAtForm;
  readonly refusal?: DeskRefusal;
}

interface LookAtFormProps {
  readonly looking: Looking;
  readonly onClose: () => void;
  /** Undefined of one that is in use already. */
  readonly onUse?: () => void;
  readonly isBusy?: boolean;
  readonly refusal?: DeskRefusal | undefined;
}

export function LookAtForm({ looking, onClose, onUse, isBusy = false, refusal }: LookAtFormProps) {
  const { t } = useTranslation('cases');
  const { name, looked } = looking;
  const isUsable = looked?.unknown.length === 0;
  return (
    <Modal opened onClose={onClose} title={t('officialForms.look', { name })} size={64 * 16}>
      <Stack gap="sm" data-testid="look-at-form">
        {looked === undefined && looking.refusal === undefined && <Waiting />}
        <RefusalNote refusal={looking.refusal ?? refusal} />
        {looked && <Looked looked={looked} name={name} />}
        <Group>
          {onUse && (
            <Button onClick={onUse} loading={isBusy} disabled={!isUsable} data-testid="use-form" data-autofocus>
              {t('officialForms.use')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('act.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Looked({ looked, name }: { readonly looked: LookedAtForm; readonly name: string }) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const { unknown } = looked;
  const [first] = unknown;
  return (
    <>
      {first !== undefined && (
        <Alert color="red" variant="light" role="alert" data-testid="unknown-tags">
          {sentence({ code: 'officialForm.unknownTag', details: { tag: `{${first}}`, count: unknown.length } })}
          <Text fw={600}>{unknown.map((tag) => `{${tag}}`).join(' ')}</Text>
        </Alert>
      )}
      {looked.file === 'xlsx' ? (
        <>
          <Hint text={t('officialForms.rosterSampleHint')} />
          <SheetTable texts={looked.texts} from={looked.from} />
        </>
      ) : (
        <>
          {looked.tags.length === 0 && <Alert color="orange">{t('officialForms.noTags')}</Alert>}
          {looked.notDrawn.length > 0 && <Alert color="orange">{t('officialForms.missed', { name })}</Alert>}
          <Hint text={t('officialForms.sampleHint')} />
          <PaperSheet html={looked.html} size={looked.size} title={name} />
        </>
      )}
    </>
  );
}

const Hint = ({ text }: { readonly text: string }) => (
  <Text size="sm" c="dimmed">
    {text}
  </Text>
);
