/** One version of a matter, read: its sections one below the other, without what nobody filled in. */
import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { useKindWords } from '../../fields/kind-words.ts';
import { kitOf } from '../../fields/kits.ts';
import { getRegistry } from '../registries.ts';
import classes from './Matter.module.css';
import { fieldsOfSection, sectionNames } from './sections.ts';

const kind = getRegistry('matter');
const { fields } = currentRuleset(kind);

export function ReadMatter({ version }: { readonly version: JsonObject }) {
  const { t } = useTranslation('cases');
  return (
    <Stack gap="md" data-testid="matter-read">
      {sectionNames.map((section) => {
        const said = fieldsOfSection(section).filter((name) => isSaid(version[name]));
        return said.length === 0 ? null : (
          <section key={section} aria-labelledby={`section-${section}`}>
            <Title order={3} id={`section-${section}`} mb={4}>
              {t(`matters.section.${section}`)}
            </Title>
            <dl className={classes.facts}>
              {said.map((name) => (
                <Fact key={name} name={name} value={version[name]} />
              ))}
            </dl>
          </section>
        );
      })}
    </Stack>
  );
}

const isSaid = (value: JsonObject[string] | undefined): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function Fact({ name, value }: { readonly name: string; readonly value: JsonObject[string] | undefined }) {
  const words = useKindWords(kind.kind);
  const spec = fields[name];
  if (spec === undefined || value === undefined) return null;
  const { Show } = kitOf(kind.kind, name, spec);
  return (
    <div className={spec.input === 'rows' ? classes.wide : ''} data-fact={name}>
      <dt>{words.field(name)}</dt>
      <dd>
        <Show value={value} kind={kind.kind} name={name} spec={spec} />
      </dd>
    </div>
  );
}
