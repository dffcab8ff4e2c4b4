/** 手写板签名: the paper itself above, the pad below, so that a person signs what they see. */
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperToSign } from '#shared/contract/signature.ts';
import { leaveEscapeToUs } from '../app/leave-escape.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { sendParts } from '../attachments/send-parts.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { PaperSheet } from '../papers/PaperSheet.tsx';
import { isWritten, clearInk, pictureOf, type Stroke } from './pad-ink.ts';
import { SignaturePad } from './SignaturePad.tsx';

interface PadDialogProps {
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  readonly onClose: () => void;
}

export function PadDialog({ stream, paper, spec, onClose }: PadDialogProps) {
  const { t } = useTranslation('cases');
  const [look] = useState(newActId);
  const shown = useAnswer(['signature.paper', paper, look], () => desk.signature.paper({ stream, paper, look }));
  return (
    <Modal
      opened
      onClose={onClose}
      onFocus={leaveEscapeToUs}
      title={t('pad.title', { paper: paperName(spec) })}
      size={60 * 16}
      closeOnClickOutside={false}
      data-testid="pad"
    >
      <Answered answer={shown}>
        {(value) =>
          value.isHandOnly ? (
            <Text role="alert">{t('pad.byHand')}</Text>
          ) : (
            <Signing stream={stream} paper={paper} spec={spec} shown={value} onClose={onClose} />
          )
        }
      </Answered>
    </Modal>
  );
}

interface SigningProps extends PadDialogProps {
  readonly shown: PaperToSign;
}

function Signing({ stream, paper, spec, shown, onClose }: SigningProps) {
  const { t } = useTranslation('cases');
  const open = shown.places.filter(({ isSigned }) => !isSigned);
  const [chosen, setChosen] = useState(open[0]?.at ?? 0);
  const [typed, setTyped] = useState<string>();
  const [isReadAloud, setReadAloud] = useState(false);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const name = typed ?? open.find(({ at }) => at === chosen)?.name ?? '';
  const act = useAct((id: string, input: { readonly blob: string }) =>
    desk.signature.pad({
      ...{ act: id, stream, paper, digest: shown.digest, place: chosen },
      ...{ name: name.trim(), isReadAloud, blob: input.blob },
    }),
  );
  const clear = () => {
    if (canvas.current) clearInk(canvas.current);
    setStrokes([]);
  };
  const sign = async () => {
    if (canvas.current === null) return;
    const held = await hold(await pictureOf(canvas.current, strokes));
    setRefusal('code' in held ? held : undefined);
    if ('code' in held) return;
    const answer = await act.run({ blob: held.blob });
    if (!answer?.ok) return;
    askAgain();
    onClose();
  };
  return (
    <Stack gap="sm">
      <PaperSheet html={shown.html} size={shown.size} title={paperName(spec)} maxHeight="36vh" />
      <Group align="flex-end">
        <NativeSelect
          label={t('pad.place')}
          data={open.map(({ at, label }) => ({ value: String(at), label }))}
          value={String(chosen)}
          onChange={(event) => {
            setChosen(Number(event.currentTarget.value));
            setTyped(undefined);
          }}
        />
        <TextInput
          label={t('pad.name')}
          name="signer"
          w={200}
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Checkbox
          mb={8}
          label={t('pad.readAloud')}
          checked={isReadAloud}
          onChange={(event) => {
            setReadAloud(event.currentTarget.checked);
          }}
        />
      </Group>
      <SignaturePad
        canvas={canvas}
        onStroke={(stroke) => {
          setStrokes((before) => [...before, stroke]);
        }}
      />
      <RefusalNote refusal={refusal ?? act.refusal} />
      <Group>
        <Button
          disabled={!isWritten(strokes) || name.trim() === ''}
          loading={act.isBusy}
          onClick={() => void sign()}
          data-testid="pad-sign"
        >
          {t('pad.sign')}
        </Button>
        <Button variant="default" disabled={strokes.length === 0} onClick={clear}>
          {t('pad.clear')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('pad.cancel')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('pad.strokes', { count: strokes.length })}
        </Text>
      </Group>
    </Stack>
  );
}

async function hold(picture: File): Promise<{ readonly blob: string } | DeskRefusal> {
  const upload = newActId();
  const refused = await sendParts(picture, (index, data) => desk.attachment.part({ upload, index, data }));
  if (refused) return refused;
  const held = await answerOf(() => desk.attachment.hold({ upload }));
  return held.ok ? held.value : held.refusal;
}
