/**
 * 官方表格: the county's own .docx with tags ({姓名}; `shared/documents/official-form/tag.ts` tells them), checked when it is uploaded and
 * filled for a case. Nothing in a template can run: tags are names and options, the parser is ours, raw XML and other delimiters are
 * refused, and the filled file is made anew of the parts that `openDocx` looked through.
 */
import Docxtemplater, { type DXT } from 'docxtemplater';
import InspectModule from 'docxtemplater/js/inspect-module.js';
import PizZip from 'pizzip';
import {
  isKnownTag,
  isSaidInRow,
  readTag,
  sectionOfTag,
  textInRow,
  textOfTag,
  type FormPhoto,
  type FormTags,
  type TagRow,
} from '#shared/documents/official-form/tag.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { openDocx, type DocxParts } from './docx/open-docx.ts';
import { photoModule, photoName, PhotoModule } from './docx/photo-module.ts';

export interface InspectedForm {
  /** Tags as they are written, each once, in the order of the form. */
  readonly tags: readonly string[];
  /** Those that name nothing the matter has, or an option nobody can choose. */
  readonly unknown: readonly string[];
  /** Names of the fields whose photograph it has a place for. */
  readonly photos: readonly string[];
}

export interface FilledForm {
  readonly docx: Uint8Array;
  /** Tags left as blanks to be filled in by hand because the matter does not have them. */
  readonly unknown: readonly string[];
}

/**
 * At upload: `tags` are those of a sample case of the matter (`formTags(sampleFormCase(…))`). Unknown tags are no refusal here: the
 * screen lists them; `unknownTags` says the sentence. Refusals: those of `openDocx`; officialForm.brace, .loop, .tagKind with the tag.
 */
export function inspectOfficialForm(template: Uint8Array, tags: FormTags): Result<InspectedForm> {
  const read = readTemplate(template, tags);
  return read.ok ? ok(read.value.inspected) : read;
}

/** The refusal of a template that must not be kept: it names the first unknown tag and says how many there are. */
export function unknownTags({ unknown }: Pick<InspectedForm, 'unknown'>): Refusal | undefined {
  const [tag] = unknown;
  return tag === undefined
    ? undefined
    : { code: 'officialForm.unknownTag', details: { tag: `{${tag}}`, count: unknown.length } };
}

/** The filled .docx. What is not known becomes room to write. Refusals: as `inspectOfficialForm`. */
export function fillOfficialForm(template: Uint8Array, tags: FormTags): Result<FilledForm> {
  const read = readTemplate(template, tags);
  if (!read.ok) return read;
  const { form, photos, inspected } = read.value;
  try {
    form.render();
    photos.addParts(form.getZip());
    // The same case gives the same file, whatever the clock says: two calls of one act can be compared.
    for (const part of Object.values(form.getZip().files)) part.date = new Date(Date.UTC(1980, 0, 1));
    return ok({ docx: form.toUint8Array({ compression: 'DEFLATE' }), unknown: inspected.unknown });
  } catch (problem) {
    return { ok: false, refusal: refusalOf(problem) };
  }
}

interface ReadTemplate {
  readonly form: Docxtemplater<PizZip>;
  readonly photos: PhotoModule;
  readonly inspected: InspectedForm;
}

function readTemplate(template: Uint8Array, tags: FormTags): Result<ReadTemplate> {
  const parts = openDocx(template);
  if (!parts.ok) return parts;
  const inspector = new InspectModule();
  const photos = new PhotoModule((name) => photoIn(tags, name));
  try {
    const form = new Docxtemplater(zipOf(parts.value), {
      modules: [inspector, photos],
      parser: parserFor(tags),
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      stripInvalidXMLChars: true,
      // `{=[[ ]]=}` would give the rest of the form other braces than those that were looked through.
      syntax: { changeDelimiterPrefix: null },
    });
    const used = usedTags(inspector.getAllStructuredTags());
    const other = used.find(({ part }) => part.module !== undefined && !ours.has(part.module));
    if (other) return refuse('officialForm.tagKind', { tag: shown(other.part.value) });
    return ok({ form, photos, inspected: inspect(used, tags) });
  } catch (problem) {
    return { ok: false, refusal: refusalOf(problem) };
  }
}

const ours = new Set(['loop', photoModule]);

function photoIn(tags: FormTags, name: string): FormPhoto | undefined {
  const tag = tags.get(readTag(name).name);
  return tag !== undefined && 'photo' in tag && tag.photo !== 'none' ? tag.photo : undefined;
}

function zipOf(parts: DocxParts): PizZip {
  const zip = new PizZip();
  for (const [name, bytes] of parts) zip.file(name, bytes);
  return zip;
}

/** A tag with the section it stands in. */
interface UsedTag {
  readonly part: Omit<DXT.Part, 'module'> & { readonly module?: string | undefined };
  readonly within: string | undefined;
}

const usedTags = (parts: readonly DXT.Part[], within?: string): UsedTag[] =>
  parts.flatMap((part) => [{ part, within }, ...usedTags(part.subparsed ?? [], part.value)]);

function inspect(used: readonly UsedTag[], tags: FormTags): InspectedForm {
  const isPhoto = ({ part }: UsedTag): boolean => part.module === photoModule;
  const isKnown = ({ part, within }: UsedTag): boolean => {
    if (part.module === photoModule) return 'photo' in (tags.get(readTag(photoName(part.value)).name) ?? {});
    const tag = readTag(part.value);
    const around = within === undefined ? undefined : tags.get(readTag(within).name);
    return around !== undefined && 'rows' in around
      ? Object.hasOwn(around.empty, tag.name)
      : isKnownTag(tags, tag) && (tag.rows === undefined || isTable(tags, tag.name));
  };
  const names = (all: readonly UsedTag[]): string[] => [...new Set(all.map(writtenAs))];
  return {
    tags: names(used),
    unknown: names(used.filter((one) => !isKnown(one))),
    photos: [...new Set(used.filter(isPhoto).map(({ part }) => readTag(photoName(part.value)).name))],
  };
}

const writtenAs = ({ part }: UsedTag): string => (part.module === photoModule ? `%${part.value}` : part.value);

const isTable = (tags: FormTags, name: string): boolean => 'rows' in (tags.get(name) ?? {});

/** docxtemplater asks for each scope from within; ours are rows, and the case around them. */
function parserFor(tags: FormTags) {
  return (text: string): DXT.Parser => {
    const tag = readTag(text);
    return {
      get: (scope: unknown, { meta }) => {
        const isSection = meta.part.module === 'loop';
        if (isRow(scope)) return isSection ? isSaidInRow(scope, tag) : textInRow(scope, tag);
        return isSection ? sectionOfTag(tags, tag) : textOfTag(tags, tag);
      },
    };
  };
}

/** The outermost scope is undefined: `render` is given nothing, so that nothing but `tags` is reached. */
const isRow = (scope: unknown): scope is TagRow =>
  typeof scope === 'object' && scope !== null && Object.keys(scope).length > 0;

interface TemplateProblem {
  readonly id?: string;
  readonly xtag?: unknown;
  readonly context?: unknown;
  readonly errors?: readonly { readonly properties?: TemplateProblem }[];
}

const braceProblems = /^(unopened_tag|unclosed_tag|duplicate_(open|close)_tag)$/;
const loopProblems = /^(unopened_loop|unclosed_loop|closing_tag_|unbalanced_loop|loop_position|no_xml_tag_found)/;

/**
 * The first of what is wrong; when that is put right the next one is said. What the library stumbles over without saying why is the file's
 * fault, what goes wrong in our own parser is a bug.
 */
function refusalOf(problem: unknown): Refusal {
  const all = (problem as { properties?: TemplateProblem }).properties ?? {};
  const { id = '', xtag, context } = all.errors?.[0]?.properties ?? all;
  if (id.startsWith('scopeparser')) throw problem;
  if (braceProblems.test(id)) return { code: 'officialForm.brace', details: { tag: shown(context, xtag) } };
  if (loopProblems.test(id)) return { code: 'officialForm.loop', details: { tag: shown(xtag, context) } };
  return { code: 'officialForm.damaged' };
}

/** The first that is a text. */
const shown = (...tags: readonly unknown[]): string =>
  (tags.find((tag): tag is string => typeof tag === 'string' && tag !== '') ?? '').slice(0, 40);
