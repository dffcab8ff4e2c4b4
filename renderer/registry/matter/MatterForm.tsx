/** A matter edited: its sections as tabs, its draft kept by itself, refusals at their fields; Ctrl+Enter saves. */
import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { enterToNext } from '../../app/enter-to-next.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { useDraft } from '../../cases/use-draft.ts';
import { desk } from '../../client/desk.ts';
import { useAct } from '../../client/use-act.ts';
import { checkForm, pathOf, stillStanding, type Refusals } from '../../fields/check.ts';
import { FieldForm, focusFirstRefusal } from '../../fields/FieldForm.tsx';
import { FormPreview } from '../../fields/matter-form/FormPreview.tsx';
import { stepForm, type StepForm } from '../../fields/step-form.ts';
import { tidyForm } from '../../fields/tidy.ts';
import { forDoor, textOf } from '../../fields/values.ts';
import { getRegistry } from '../registries.ts';
import { revisionOf, sameVersion } from './matter-edit.ts';
import { fieldsOfSection, sectionNames, sectionOf, type Section } from './sections.ts';

export interface MatterFormProps {
  readonly type: 'published' | 'revised' | 'hinted';
  readonly act: string;
  /** The matter that is changed; null = a new one. */
  readonly stream: string | null;
  /** The newest version; nothing of a new one. */
  readonly newest: JsonObject;
  readonly start: JsonObject;
  readonly isRestored: boolean;
  /** Saved or given up. `code`: of what was saved. */
  readonly onDone: (code?: string) => void;
  readonly onLeave: () => void;
}

const kind = getRegistry('matter');

export function MatterForm(props: MatterFormProps) {
  const { type, onLeave, isRestored } = props;
  const { t } = useTranslation('cases');
  const element = useRef<HTMLFormElement>(null);
  const form = stepForm(currentRuleset(kind), type);
  const edit = useEdit(props, form, element);
  const shown = sectionNames.filter((section) => placesIn(form, section).length > 0);
  const wrong = [...new Set(Object.keys(edit.refusals).flatMap((path) => sectionOf(path) ?? []))];
  return (
    <form
      ref={element}
      noValidate
      data-testid="matter-form-edit"
      onKeyDown={enterToNext}
      onSubmit={(event) => {
        event.preventDefault();
        void edit.submit();
      }}
    >
      <Stack gap="sm">
        {isRestored && <Text c="dimmed">{t('draft.restored')}</Text>}
        {type === 'revised' && <Text c="dimmed">{t('matters.reviseHint')}</Text>}
        <SectionTabs {...{ form, shown, wrong, edit, stream: props.stream }} />
        {wrong.length > 0 && (
          <Alert color="red" variant="light" role="alert">
            {t('matters.wrongIn', {
              sections: wrong.map((section) => t(`matters.section.${section}`)).join(t('separator')),
            })}
          </Alert>
        )}
        {edit.isUnchanged && <Alert color="orange">{t('matters.nothingChanged')}</Alert>}
        <RefusalNote refusal={edit.refusal} />
        <Group>
          <Button type="submit" loading={edit.isBusy} data-testid="matter-save">
            {t(type === 'hinted' ? 'matters.save' : 'matters.publish')}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {t('matters.leave')}
          </Button>
          <Discard onDiscard={edit.discard} />
        </Group>
      </Stack>
    </form>
  );
}

const placesIn = ({ places }: StepForm, section: Section) =>
  fieldsOfSection(section).flatMap((name) => places.filter((place) => place.name === name));

interface Edit {
  readonly values: JsonObject;
  readonly setValues: (values: JsonObject) => void;
  readonly refusals: Refusals;
  readonly refusal: ReturnType<typeof useAct>['refusal'];
  readonly section: Section;
  readonly setSection: (section: Section) => void;
  readonly isBusy: boolean;
  readonly isUnchanged: boolean;
  readonly submit: () => Promise<void>;
  readonly discard: () => void;
}

function useEdit(props: MatterFormProps, form: StepForm, element: React.RefObject<HTMLFormElement | null>): Edit {
  const { type, act, stream, newest, start, onDone } = props;
  const [values, setValues] = useState(start);
  const [refusals, setRefusals] = useState<Refusals>({});
  const [isUnchanged, setUnchanged] = useState(false);
  const [section, setSection] = useState<Section>(type === 'hinted' ? 'hints' : 'basics');
  const save = useAct(
    (id: string, data: JsonObject) =>
      stream === null
        ? desk.registry.begin({ act: id, kind: 'matter', type, data: forDoor(data) })
        : desk.registry.step({ act: id, stream, type, data: forDoor(data) }),
    act,
  );
  const draft = useDraft({ id: save.id, kind: kind.kind, type, stream }, { code: newest['code'] ?? null, values });
  const show = (found: Refusals) => {
    setRefusals(found);
    const first = Object.keys(found)[0];
    const place = first === undefined ? undefined : sectionOf(first);
    if (place !== undefined) setSection(place);
    // Its tab, and the line it is in, must be there before it can be gone to.
    window.setTimeout(() => {
      focusFirstRefusal(element.current, found);
    }, 50);
  };
  const submit = async () => {
    const tidied = tidyForm(kind.kind, form.places, values);
    const wrong = { ...checkForm(form.places, tidied), ...(type === 'revised' ? sameVersion(newest, tidied) : {}) };
    show(wrong);
    if (Object.keys(wrong).length > 0) return;
    const set = setOf(props, form, tidied);
    setUnchanged(set === undefined);
    if (set === undefined) return;
    const answer = await save.run({ set });
    if (answer?.ok) {
      void draft.drop();
      onDone(textOf(tidied['code']) || textOf(newest['code']));
    } else if (answer?.refusal.field !== undefined) show({ [pathOf(answer.refusal)]: answer.refusal });
  };
  return {
    ...{ values, refusals, section, setSection, isUnchanged, submit },
    refusal: save.refusal,
    isBusy: save.isBusy,
    setValues: (next) => {
      setRefusals((standing) => stillStanding(standing, values, next));
      setUnchanged(false);
      setValues(next);
    },
    discard: () => {
      void draft.drop().then(() => {
        onDone();
      });
    },
  };
}

/** What is sent; undefined where nothing was changed. Hints that were all taken away are none. */
function setOf({ type, newest }: MatterFormProps, { setNames }: StepForm, tidied: JsonObject): JsonObject | undefined {
  if (type === 'revised') return revisionOf(newest, tidied, setNames);
  return type === 'hinted' ? { hints: tidied['hints'] ?? [] } : tidied;
}

interface SectionTabsProps {
  /** Of the matter; null = it is still to be published. */
  readonly stream: string | null;
  readonly form: StepForm;
  readonly shown: readonly Section[];
  readonly wrong: readonly Section[];
  readonly edit: Edit;
}

function SectionTabs({ form, shown, wrong, edit, stream }: SectionTabsProps) {
  const { t } = useTranslation('cases');
  const { values, setValues, refusals, section, setSection } = edit;
  const places = { kind: kind.kind, places: form.places, values, ...(stream === null ? {} : { stream }) };
  return (
    <Tabs
      value={section}
      keepMounted={false}
      onChange={(chosen) => {
        setSection(shown.find((one) => one === chosen) ?? 'basics');
      }}
    >
      <Tabs.List mb="sm">
        {shown.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            data-testid={`section-${one}`}
            {...(wrong.includes(one) ? { c: 'red.9' } : {})}
          >
            {t(`matters.section.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((one) => (
        <Tabs.Panel key={one} value={one}>
          <Stack gap="md">
            <FieldForm form={{ ...places, places: placesIn(form, one) }} refusals={refusals} onChange={setValues} />
            {one === 'form' && <FormPreview fields={tidyForm(kind.kind, placesIn(form, one), values)['fields']} />}
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** Asked twice: what was typed would be gone. */
function Discard({ onDiscard }: { readonly onDiscard: () => void }) {
  const { t } = useTranslation('cases');
  const [isAsking, setAsking] = useState(false);
  return isAsking ? (
    <Button color="red.9" onClick={onDiscard}>
      {t('matters.reallyDiscard')}
    </Button>
  ) : (
    <Button
      variant="subtle"
      onClick={() => {
        setAsking(true);
      }}
    >
      {t('matters.discard')}
    </Button>
  );
}
