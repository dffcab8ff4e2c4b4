/** In the list of papers of a case: is it signed and back, and the evidence of it. */
import { Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { filesOf, type AttachedFile } from '../attachments/attached-files.ts';
import { ViewerDialog } from '../attachments/ViewerDialog.tsx';
import { PadDialog } from './PadDialog.tsx';

type PaperView = CasePage['papers'][number];

interface PaperSigningProps {
  readonly page: CasePage;
  readonly paper: PaperView;
  /** 签名件. */
  readonly onLook: () => void;
}

export function PaperSigning({ page, paper, onLook }: PaperSigningProps) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const { moment } = useDates();
  const [isSigning, setSigning] = useState(false);
  const [looked, setLooked] = useState<AttachedFile>();
  const { signing } = paper;
  if (signing === undefined) return null;
  const { isAwaited, isHandOnly, signatures } = signing;
  const files = filesOf(page);
  if (!isAwaited && signatures.length === 0) return null;
  return (
    <div data-signing={isAwaited ? 'awaited' : 'back'}>
      <Group gap="xs" justify="space-between">
        <Badge variant="light" tt="none" color={isAwaited ? 'orange' : 'green'}>
          {t(isAwaited ? 'awaited.waits' : 'awaited.back')}
        </Badge>
        <Group gap={4}>
          {signatures.some(({ way }) => way === 'pad') && may('case.reveal') && (
            <Button size="compact-sm" variant="subtle" onClick={onLook}>
              {t('pad.copy')}
            </Button>
          )}
          {isAwaited && !isHandOnly && may('case.handle') && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                setSigning(true);
              }}
            >
              {t('pad.open')}
            </Button>
          )}
        </Group>
      </Group>
      {isAwaited && isHandOnly && <Text size="sm">{t('pad.byHand')}</Text>}
      {signatures.map((one, at) => (
        <Group key={at} gap="xs">
          <Text size="sm">
            {t(one.way === 'pad' ? 'awaited.onPad' : 'awaited.onSheet', {
              name: one.name,
              at: moment(one.on),
              by: one.byName,
            })}
          </Text>
          {may('case.reveal') &&
            files
              .filter(({ id }) => one.files.includes(id))
              .map((file) => (
                <Button
                  key={file.id}
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => {
                    setLooked(file);
                  }}
                >
                  {t('awaited.picture')}
                </Button>
              ))}
        </Group>
      ))}
      {isSigning && (
        <PadDialog
          stream={page.stream}
          paper={paper.id}
          spec={paper.spec}
          onClose={() => {
            setSigning(false);
          }}
        />
      )}
      {looked && (
        <ViewerDialog
          key={looked.id}
          stream={page.stream}
          file={looked}
          onClose={() => {
            setLooked(undefined);
          }}
        />
      )}
    </div>
  );
}
