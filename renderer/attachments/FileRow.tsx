import { Anchor, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { AnchorLink } from '../app/links.tsx';
import type { AttachedFile, MovedFile } from './attached-files.ts';
import { sizeWords } from './file-facts.ts';

/** Names from cameras and scanners are long and have no blanks. */
const wrapping = { overflowWrap: 'anywhere', textAlign: 'start' } as const;

interface FileRowProps {
  readonly file: AttachedFile;
  /** Undefined where the person may not. */
  readonly onOpen: ((file: AttachedFile) => void) | undefined;
  readonly onMove: ((file: AttachedFile) => void) | undefined;
}

export function FileRow({ file, onOpen, onMove }: FileRowProps) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const who = useWho();
  const { name, bytes, byName, on } = file;
  return (
    <div data-attachment={file.id}>
      {onOpen ? (
        <Anchor
          component="button"
          type="button"
          fw={600}
          style={wrapping}
          aria-label={t('attachment.open', { name })}
          onClick={() => {
            onOpen(file);
          }}
        >
          {name}
        </Anchor>
      ) : (
        <Text fw={600} style={wrapping}>
          {name}
        </Text>
      )}
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed" style={{ minWidth: 0 }}>
          {file.isRequired && <b>{t('attachment.required')} · </b>}
          {file.for && <b>{t(`attachment.for.${file.for.what}`, { name: file.for.name })} · </b>}
          {sizeWords(bytes)} · {who(byName)} · <span style={{ whiteSpace: 'nowrap' }}>{moment(on)}</span>
          {file.place !== null && (
            <span data-place={file.place} style={{ whiteSpace: 'nowrap' }}>
              {' · '}
              {t(`attachment.place.${file.place}`)}
            </span>
          )}
        </Text>
        {onMove && (
          <Button
            size="compact-sm"
            variant="subtle"
            style={{ flex: 'none' }}
            aria-label={t('attachment.move.title', { name })}
            onClick={() => {
              onMove(file);
            }}
          >
            {t('attachment.move')}
          </Button>
        )}
      </Group>
      {file.from !== undefined && (
        <AnchorLink size="sm" to="/cases/$stream" params={{ stream: file.from }}>
          {t('attachment.fromCase')}
        </AnchorLink>
      )}
    </div>
  );
}

/** One that stood here by mistake: where it went, who moved it, why. */
export function MovedRow({ file }: { readonly file: MovedFile }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const who = useWho();
  const { name, reason, byName, on, to } = file;
  return (
    <div data-moved={file.id}>
      <Text c="dimmed" style={wrapping}>
        {t('attachment.moved', { name })}
      </Text>
      <Text size="sm" c="dimmed" style={wrapping}>
        {t('attachment.movedBy', { reason, name: who(byName), at: moment(on) })}
      </Text>
      {to !== '' && (
        <AnchorLink size="sm" to="/cases/$stream" params={{ stream: to }}>
          {t('attachment.toCase')}
        </AnchorLink>
      )}
    </div>
  );
}
