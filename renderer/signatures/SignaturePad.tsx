import { useRef, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { drawInk, padHeight, padWidth, pointIn, type Point, type Stroke } from './pad-ink.ts';

interface SignaturePadProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** The pen was lifted. */
  readonly onStroke: (stroke: Stroke) => void;
}

/** A pen, a finger or a mouse writes on it; a pen presses. */
export function SignaturePad({ canvas, onStroke }: SignaturePadProps) {
  const { t } = useTranslation('cases');
  const stroke = useRef<Point[]>([]);
  const write = (event: PointerEvent<HTMLCanvasElement>): void => {
    // A pen tells more points than the screen asks for: a name in them is round.
    const { nativeEvent, currentTarget } = event;
    const told = nativeEvent.getCoalescedEvents();
    for (const one of told.length > 0 ? told : [nativeEvent]) {
      const next = pointIn(currentTarget, one);
      drawInk(currentTarget, stroke.current.at(-1) ?? next, next);
      stroke.current.push(next);
    }
  };
  const lift = (): void => {
    if (stroke.current.length > 0) onStroke(stroke.current);
    stroke.current = [];
  };
  return (
    <canvas
      ref={canvas}
      width={padWidth}
      height={padHeight}
      role="img"
      aria-label={t('pad.write')}
      data-testid="pad-canvas"
      style={{
        ...{ width: '100%', height: 'min(22vh, 180px)', touchAction: 'none', cursor: 'crosshair' },
        ...{ border: '1px solid var(--tongban-line)', background: '#fff' },
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        stroke.current = [];
        write(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 0 && stroke.current.length > 0) write(event);
      }}
      onPointerUp={lift}
      onPointerCancel={lift}
    />
  );
}
