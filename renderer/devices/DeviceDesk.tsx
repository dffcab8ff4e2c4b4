/** Starts the readers of this window for the person at it, and says what came of a reading. Stands beside the pages, also over the lock. */
import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { Router } from '../app/router.ts';
import { readers, type Notice } from './bus.ts';
import classes from './Devices.module.css';
import { useDevices } from './use-devices.ts';
import { useTouchedForms } from './unkept.ts';
import { useFrameTaker } from './use-frame-taker.ts';
import { createWedge } from './wedge.ts';

interface DeviceDeskProps {
  readonly router: Router;
  readonly isLocked: boolean;
}

/** Until a desk has answered how its guns are set. */
const usualGapMs = 35;

export function DeviceDesk({ router, isLocked }: DeviceDeskProps) {
  const gapMs = useDevices(!isLocked).data?.scanGap ?? usualGapMs;
  useTouchedForms();
  const leaving = useFrameTaker(router, isLocked);
  useEffect(() => readers.plug(createWedge({ gapMs, onRun: readers.runs.say })), [gapMs]);
  useEffect(() => {
    readers.setLocked(isLocked);
    return () => {
      readers.setLocked(false);
    };
  }, [isLocked]);
  return (
    <>
      <DeviceNotice key={String(isLocked)} />
      {leaving.isAsking && <LeaveQuestion onGo={leaving.go} onStay={leaving.stay} />}
    </>
  );
}

/** A reason has to be read, and an old paper to be told to whoever holds it. */
const shownMs: Readonly<Record<Notice['tone'], number>> = { done: 6000, warn: 30_000, refused: 30_000 };
const colours: Readonly<Record<Notice['tone'], string>> = { done: 'teal.9', warn: 'orange.9', refused: 'red.9' };

/** What stood there before the lock is not shown on it, nor the other way round. */
function DeviceNotice() {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => readers.notices.hear(setNotice), []);
  useEffect(() => {
    if (!notice) return undefined;
    const timer = window.setTimeout(() => {
      setNotice(undefined);
    }, shownMs[notice.tone]);
    return () => {
      window.clearTimeout(timer);
    };
  }, [notice]);
  if (!notice) return null;
  return (
    <Alert
      className={classes.notice ?? ''}
      variant="filled"
      color={colours[notice.tone]}
      role={notice.tone === 'done' ? 'status' : 'alert'}
      withCloseButton
      closeButtonLabel={t('device.close')}
      onClose={() => {
        setNotice(undefined);
      }}
      data-testid="device-notice"
      data-tone={notice.tone}
    >
      {notice.tone === 'refused' ? sentence(notice.refusal) : notice.words}
    </Alert>
  );
}

interface LeaveQuestionProps {
  readonly onGo: () => void;
  readonly onStay: () => void;
}

/** What is typed in a form without a draft would be gone: the safe answer is the one under Enter. */
function LeaveQuestion({ onGo, onStay }: LeaveQuestionProps) {
  const { t } = useTranslation('screens');
  return (
    <Modal opened onClose={onStay} title={t('device.unkept')} closeOnClickOutside={false}>
      <Text mb="md">{t('device.unkeptHint')}</Text>
      <Group justify="end">
        <Button variant="default" onClick={onGo} data-testid="scan-leave">
          {t('device.leave')}
        </Button>
        <Button onClick={onStay} data-autofocus data-testid="scan-stay">
          {t('device.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
