/** 拍照: what the camera sees; a key takes it, Enter accepts it, Esc goes back one step. */
import { Alert, Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../app/dates.ts';
import { isImeKey } from '../../app/ime.ts';
import { leaveEscapeToUs } from '../../app/leave-escape.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { now } from '../../fields/today.ts';
import { useCamera, type Camera, type CameraTrouble } from './use-camera.ts';

interface CameraDialogProps {
  /** What is photographed. */
  readonly label: string;
  readonly onTaken: (file: File) => void;
  readonly onClose: () => void;
}

/** As sharp as papers need it, a tenth of what a loss-free picture would take. */
const quality = 0.92;

export function CameraDialog({ label, onTaken, onClose }: CameraDialogProps) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const camera = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const [isTaken, setTaken] = useState(false);
  // Pressed before the camera showed anything: the first it shows is taken.
  const isWanted = useRef(false);
  const shoot = () => {
    isWanted.current = !draw(video.current, still.current);
    if (!isWanted.current) setTaken(true);
  };
  const onShown = () => {
    if (isWanted.current) shoot();
  };
  const use = () => {
    still.current?.toBlob(
      (blob) => {
        if (blob === null) return;
        // Windows takes no colon in the name of a file.
        const name = t('camera.file', { label, at: moment(now()).replaceAll(':', '.') });
        onTaken(new File([blob], `${name}.jpg`, { type: 'image/jpeg' }));
        onClose();
      },
      'image/jpeg',
      quality,
    );
  };
  const back = () => {
    if (isTaken) setTaken(false);
    else onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The form behind must not take these keys for its own.
    event.stopPropagation();
    const isOnMain = event.target instanceof HTMLElement && event.target.dataset['main'] !== undefined;
    if (event.key === 'Escape' && !isImeKey(event)) back();
    else if (event.key === ' ' && isOnMain && isTaken) setTaken(false);
    // A key that is held down takes one photograph and accepts none.
    else if (!(event.repeat && isOnMain)) return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      onKeyDown={onKeyDown}
      onFocus={leaveEscapeToUs}
      title={t('camera.title', { label })}
      size={52 * 16}
      closeOnClickOutside={false}
    >
      <Stack gap="sm" data-testid="camera" data-state={isTaken ? 'taken' : camera.view.is}>
        <Finder camera={camera} videoRef={video} isHidden={isTaken} onShown={onShown} />
        <canvas
          ref={still}
          role="img"
          aria-label={t('camera.still')}
          style={{ ...pictureStyle, display: isTaken ? 'block' : 'none' }}
        />
        <Group>
          {camera.view.is === 'live' && (
            <Button data-autofocus data-main onClick={isTaken ? use : shoot} data-testid="camera-main">
              {t(isTaken ? 'camera.use' : 'camera.shoot')}
            </Button>
          )}
          {camera.view.is === 'trouble' && (
            <Button data-autofocus onClick={camera.tryAgain}>
              {t('camera.again')}
            </Button>
          )}
          {isTaken && (
            <Button variant="default" onClick={back}>
              {t('camera.retake')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('camera.back')}
          </Button>
          <Text size="sm" c="dimmed">
            {camera.view.is === 'live' && t(isTaken ? 'camera.keysTaken' : 'camera.keys')}
          </Text>
        </Group>
      </Stack>
    </Modal>
  );
}

const pictureStyle: CSSProperties = {
  width: '100%',
  height: 'min(52vh, 420px)',
  objectFit: 'contain',
  background: 'var(--mantine-color-dark-9)',
};

interface FinderProps {
  readonly camera: Camera;
  readonly videoRef: RefObject<HTMLVideoElement | null>;
  readonly isHidden: boolean;
  /** There is a picture. */
  readonly onShown: () => void;
}

function Finder({ camera: { view, chosen, choose }, videoRef, isHidden, onShown }: FinderProps) {
  const { t } = useTranslation('cases');
  const stream = view.is === 'live' ? view.stream : undefined;
  useEffect(() => {
    const element = videoRef.current;
    if (element === null || stream === undefined) return;
    element.srcObject = stream;
    // The button is there from now on, and nothing else has the focus that anybody would want.
    element.closest('[role=dialog]')?.querySelector<HTMLElement>('[data-main]')?.focus();
  }, [stream, videoRef]);
  if (view.is === 'opening') return <Waiting />;
  if (view.is === 'trouble') return <Trouble why={view.why} />;
  return (
    <>
      {view.cameras.length > 1 && !isHidden && (
        <NativeSelect
          label={t('camera.which')}
          value={chosen ?? view.stream.getVideoTracks()[0]?.getSettings().deviceId ?? ''}
          onChange={(event) => {
            choose(event.currentTarget.value);
          }}
          data={view.cameras.map(({ deviceId, label }, at) => ({
            value: deviceId,
            label: label === '' ? t('camera.nth', { n: at + 1 }) : label,
          }))}
        />
      )}
      <video
        ref={videoRef}
        onLoadedData={onShown}
        autoPlay
        muted
        playsInline
        aria-label={t('camera.live')}
        style={{ ...pictureStyle, display: isHidden ? 'none' : 'block' }}
      />
    </>
  );
}

const troubles = {
  none: 'camera.trouble.none',
  refused: 'camera.trouble.refused',
  busy: 'camera.trouble.busy',
  gone: 'camera.trouble.gone',
} as const satisfies Record<CameraTrouble, string>;

function Trouble({ why }: { readonly why: CameraTrouble }) {
  const { t } = useTranslation('cases');
  return (
    <Alert color="orange" variant="light" role="alert" data-testid="camera-trouble">
      {t(troubles[why])}
    </Alert>
  );
}

/** False while the camera has not shown anything yet. */
function draw(video: HTMLVideoElement | null, canvas: HTMLCanvasElement | null): boolean {
  if (video === null || canvas === null || video.readyState < video.HAVE_CURRENT_DATA) return false;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d');
  context?.drawImage(video, 0, 0);
  return context !== null;
}
