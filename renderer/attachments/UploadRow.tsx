import { Button, Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { sizeWords } from './file-facts.ts';
import { giveUp, tryAgain, type Upload } from './upload-desk.ts';

interface UploadRowProps {
  readonly upload: Upload;
}

/** A file on its way, or why it did not get there; the others go on without it. */
export function UploadRow({ upload }: UploadRowProps) {
  return (
    <div data-upload={upload.state}>
      <Text style={{ overflowWrap: 'anywhere' }}>{upload.name}</Text>
      {upload.state === 'failed' ? <Refused upload={upload} /> : <UnderWay upload={upload} state={upload.state} />}
    </div>
  );
}

interface UnderWayProps extends UploadRowProps {
  readonly state: Exclude<Upload['state'], 'failed'>;
}

function UnderWay({ upload: { id, name, bytes, share }, state }: UnderWayProps) {
  const { t } = useTranslation('cases');
  const percent = Math.floor(share * 100);
  return (
    <>
      <Group gap="xs" justify="space-between" mih="2rem">
        <Text size="sm" c="dimmed">
          {sizeWords(bytes)} · {t(`attachment.state.${state}`, { percent })}
        </Text>
        {/* Once it is being kept it can no longer be stopped. */}
        {state !== 'keeping' && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              giveUp(id);
            }}
          >
            {t('attachment.cancel')}
          </Button>
        )}
      </Group>
      <Progress value={percent} aria-label={name} mt={4} transitionDuration={0} />
    </>
  );
}

/** What lies in the file itself: sent again it would be refused again. */
const unmendable: ReadonlySet<string> = new Set(['attachment.empty', 'attachment.tooLarge']);

function Refused({ upload: { id, refusal } }: UploadRowProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const isFinal = refusal !== undefined && unmendable.has(refusal.code);
  return (
    <>
      <Text size="sm" c="red.9" role="alert">
        {refusal && sentence(refusal)}
      </Text>
      <Group gap={4} mt={4}>
        {!isFinal && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              tryAgain(id);
            }}
          >
            {t('attachment.again')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            giveUp(id);
          }}
        >
          {t('attachment.letGo')}
        </Button>
      </Group>
    </>
  );
}
