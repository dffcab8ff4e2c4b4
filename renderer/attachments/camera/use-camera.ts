/** The camera of this computer (摄像头, 高拍仪), open only while it is looked through. */
import { useEffect, useState } from 'react';

/** none: there is none; refused: the system or somebody said no; busy: another program has it; gone: it was pulled out. */
export type CameraTrouble = 'none' | 'refused' | 'busy' | 'gone';

export type CameraView =
  | { readonly is: 'opening' }
  | { readonly is: 'live'; readonly stream: MediaStream; readonly cameras: readonly MediaDeviceInfo[] }
  | { readonly is: 'trouble'; readonly why: CameraTrouble };

/** What a 高拍仪 gives; any camera gives what it can. */
const wanted = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/** Chosen once, asked for again the next time in this window: a counter has its camera where it has it. */
let lastChosen: string | undefined;

export interface Camera {
  readonly view: CameraView;
  readonly chosen: string | undefined;
  readonly choose: (camera: string) => void;
  readonly tryAgain: () => void;
}

export function useCamera(): Camera {
  const [view, setView] = useState<CameraView>({ is: 'opening' });
  const [chosen, setChosen] = useState(lastChosen);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isLeft = false;
    let opened: MediaStream | undefined;
    const say = (next: CameraView): void => {
      if (!isLeft) setView(next);
    };
    void open(chosen).then(
      async (stream) => {
        if (isLeft) {
          close(stream);
          return;
        }
        opened = stream;
        for (const track of stream.getVideoTracks())
          track.addEventListener('ended', () => {
            say({ is: 'trouble', why: 'gone' });
          });
        const devices = await navigator.mediaDevices.enumerateDevices();
        say({ is: 'live', stream, cameras: devices.filter(({ kind }) => kind === 'videoinput') });
      },
      (error: unknown) => {
        say({ is: 'trouble', why: troubleOf(error) });
      },
    );
    return () => {
      isLeft = true;
      if (opened) close(opened);
    };
  }, [chosen, attempt]);
  return {
    view,
    chosen,
    choose: (camera) => {
      lastChosen = camera;
      setView({ is: 'opening' });
      setChosen(camera);
    },
    tryAgain: () => {
      setView({ is: 'opening' });
      setAttempt(attempt + 1);
    },
  };
}

async function open(camera: string | undefined): Promise<MediaStream> {
  // Not there at all where a policy takes it away.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw new DOMException('', 'NotFoundError');
  // Only preferred: the one that was chosen before may have been pulled out.
  const video = camera === undefined ? wanted : { ...wanted, deviceId: { ideal: camera } };
  return devices.getUserMedia({ audio: false, video });
}

const close = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** Names by the Media Capture specification, § getUserMedia. */
function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
