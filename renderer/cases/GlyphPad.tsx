import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { clearPad, drawLine, padSize, pictureOf, pointIn, putPhoto, type Point } from './glyph-pad.ts';

interface GlyphPadProps {
  /** As `U+E000`. */
  readonly codePoint: string;
  readonly onClose: () => void;
  /** The desk has the picture. */
  readonly onKept: () => void;
}

const characterOf = (codePoint: string): string => String.fromCodePoint(parseInt(codePoint.slice(2), 16));

/** 贴字图: what no font has is drawn from the card, or photographed, and printed in its place. */
export function GlyphPad({ codePoint, onClose, onKept }: GlyphPadProps) {
  const { t } = useTranslation('cases');
  const pad = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  const [isNoPicture, setNoPicture] = useState(false);
  const act = useAct((_act, picture: string) => desk.paper.keepPicture({ character: characterOf(codePoint), picture }));
  const take = async (file: File | null): Promise<void> => {
    if (file === null || pad.current === null) return;
    try {
      await putPhoto(pad.current, file);
      setDrawn(true);
      setNoPicture(false);
    } catch {
      setNoPicture(true);
    }
  };
  const keep = async (): Promise<void> => {
    if (pad.current === null) return;
    const answer = await act.run(pictureOf(pad.current));
    if (answer?.ok) onKept();
  };
  return (
    <Modal opened onClose={onClose} title={t('glyph.title', { codePoint })} data-testid="glyph-pad">
      <Stack align="center" gap="sm">
        <Text>{t('glyph.how')}</Text>
        <Pad
          pad={pad}
          onDrawn={() => {
            setDrawn(true);
          }}
        />
        {isNoPicture && (
          <Text c="var(--tongban-bad)" role="alert">
            {t('glyph.noPicture')}
          </Text>
        )}
        <RefusalNote refusal={act.refusal} />
        <Group>
          <Button disabled={!isDrawn} loading={act.isBusy} onClick={() => void keep()} data-testid="glyph-keep">
            {t('glyph.keep')}
          </Button>
          <FileButton
            accept="image/*"
            onChange={(file) => void take(file)}
            inputProps={{ 'aria-label': t('glyph.photo') }}
          >
            {(props) => (
              <Button variant="default" {...props}>
                {t('glyph.photo')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            onClick={() => {
              if (pad.current) clearPad(pad.current);
              setDrawn(false);
            }}
          >
            {t('glyph.clear')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('glyph.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface PadProps {
  readonly pad: React.RefObject<HTMLCanvasElement | null>;
  readonly onDrawn: () => void;
}

function Pad({ pad, onDrawn }: PadProps) {
  const { t } = useTranslation('cases');
  const last = useRef<Point>(undefined);
  const lineTo = (event: React.PointerEvent<HTMLCanvasElement>): void => {
    const canvas = event.currentTarget;
    const next = pointIn(canvas, event);
    drawLine(canvas, last.current ?? next, next);
    last.current = next;
    onDrawn();
  };
  return (
    <canvas
      ref={pad}
      width={padSize}
      height={padSize}
      role="img"
      aria-label={t('glyph.draw')}
      style={{ border: '1px solid var(--tongban-line)', touchAction: 'none', cursor: 'crosshair', background: '#fff' }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = undefined;
        lineTo(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 0) lineTo(event);
      }}
    />
  );
}
