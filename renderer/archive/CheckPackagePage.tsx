/** 核对档案包: a package is dropped or chosen, and it is said of every file whether it is still what left the hall. */
import { Alert, FileInput, Group, Loader, Stack, Table, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { checkPackage, type Checked } from './check-package.ts';

export function CheckPackagePage() {
  const { t } = useTranslation('cases');
  const [checked, setChecked] = useState<Checked>();
  const [isBusy, setBusy] = useState(false);
  const turn = useRef(0);
  const check = async (file: File | null) => {
    if (file === null) return;
    const mine = (turn.current += 1);
    setChecked(undefined);
    setBusy(true);
    const answer = await checkPackage(file);
    // Of two packages the later counts, whichever is read first.
    if (mine !== turn.current) return;
    setChecked(answer);
    setBusy(false);
  };
  return (
    <Stack
      gap="md"
      maw={1000}
      data-testid="check-package"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        void check(event.dataTransfer.files.item(0));
      }}
    >
      <Title order={1}>{t('archive.check.title')}</Title>
      <Text>{t('archive.check.what')}</Text>
      <FileInput
        label={t('archive.check.file')}
        placeholder={t('archive.check.choose')}
        description={t('archive.check.drop')}
        accept=".zip,application/zip"
        w={480}
        name="package"
        onChange={(file) => void check(file)}
      />
      {isBusy && (
        <Group role="status">
          <Loader size="sm" />
          <Text>{t('archive.check.busy')}</Text>
        </Group>
      )}
      {checked && <Verdict checked={checked} />}
      <Text c="dimmed" size="sm">
        {t('archive.check.limits')}
      </Text>
    </Stack>
  );
}

function Verdict({ checked }: { readonly checked: Checked }) {
  const { t } = useTranslation('cases');
  if (checked.is === 'refused') return <RefusalNote refusal={checked.refusal} />;
  if (checked.is === 'nothing')
    return (
      <Alert color="red" variant="light" role="alert" data-testid="package-verdict" data-verdict="nothing">
        {t(`archive.check.nothing.${checked.what}`)}
      </Alert>
    );
  return <Whole checked={checked} />;
}

function Whole({ checked }: { readonly checked: Extract<Checked, { readonly is: 'checked' }> }) {
  const { t } = useTranslation('cases');
  const { manifest, files, seal } = checked;
  const wrong = files.filter(({ state }) => state !== 'same').length;
  const isSound = wrong === 0 && seal.verdict === 'signed';
  return (
    <Stack gap="sm">
      <Alert
        color={isSound ? 'green' : 'red'}
        variant="light"
        role={isSound ? 'status' : 'alert'}
        data-testid="package-verdict"
        data-verdict={isSound ? 'sound' : 'wrong'}
      >
        <Text fw={600}>{t(wrong === 0 ? 'archive.check.same' : 'archive.check.wrong', { count: wrong })}</Text>
        <Text>{t(`archive.check.seal.${seal.verdict}`, { desk: seal.desk, station: seal.station })}</Text>
      </Alert>
      <Text>
        <NumberText number={manifest.number} /> · {manifest.matter} ·{' '}
        {t('archive.check.pages', { count: manifest.pages })}
      </Text>
      <Table withTableBorder data-testid="package-files">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('archive.check.name')}</Table.Th>
            <Table.Th w={140}>{t('archive.check.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {files.map(({ name, state }) => (
            <Table.Tr key={name} data-file={name} data-state={state}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <Text size="sm" {...(state === 'same' ? {} : { fw: 700, c: 'red.8' })}>
                  {t(`archive.check.state.${state}`)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
