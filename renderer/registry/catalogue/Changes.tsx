/** Changed matters: which items, what stands there now and what the file says. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CataloguePage } from '#shared/contract/catalogue.ts';
import type { Json } from '#shared/kernel/json.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { useKindWords } from '../../fields/kind-words.ts';
import { kitOf } from '../../fields/kits.ts';
import classes from '../matter/Matter.module.css';
import { getRegistry } from '../registries.ts';

const kind = getRegistry('matter');
const { fields } = currentRuleset(kind);

export function Changes({ lines }: Pick<CataloguePage, 'lines'>) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind.kind);
  return (
    <Table verticalSpacing={4} withTableBorder data-testid="catalogue-changes">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="15rem">{words.name}</Table.Th>
          <Table.Th w="8rem">{t('catalogue.field')}</Table.Th>
          <Table.Th>{t('catalogue.before')}</Table.Th>
          <Table.Th>{t('catalogue.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.flatMap(({ code, name, changes }) =>
          changes.map(({ field, before, after }, at) => (
            <Table.Tr key={`${code} ${field}`} data-code={code}>
              {at === 0 && (
                <Table.Td rowSpan={changes.length}>
                  {name}
                  <Text size="sm" c="dimmed">
                    {code}
                  </Text>
                </Table.Td>
              )}
              <Table.Td>{fields[field] ? words.field(field) : t('catalogue.activity')}</Table.Td>
              <Table.Td className={classes.change}>
                <Value field={field} value={before} />
              </Table.Td>
              <Table.Td className={classes.change}>
                <Value field={field} value={after} />
              </Table.Td>
            </Table.Tr>
          )),
        )}
      </Table.Tbody>
    </Table>
  );
}

function Value({ field, value }: { readonly field: string; readonly value: Json }) {
  const { t } = useTranslation('cases');
  const spec = fields[field];
  if (value === null) return <Text c="dimmed">{t('catalogue.nothingThere')}</Text>;
  if (spec === undefined) return t(value === true ? 'catalogue.active.true' : 'catalogue.active.false');
  const { Show } = kitOf(kind.kind, field, spec);
  return <Show value={value} kind={kind.kind} name={field} spec={spec} />;
}
