/** Issuing papers within a decision: the blocks are built from the state after the step and stored in the entry for ever. */
import type { JsonObject } from '../../kernel/json.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { checkGlyphs, handBlanksFor, withPictures } from '../../documents/hand-blanks.ts';
import { findPaper } from '../../documents/papers.ts';
import { sealPaper, unsealedQr } from '../../documents/paper-seal.ts';
import { byHandOnly } from '../../documents/signing.ts';
import { wordingOn, wordingVersions } from '../../documents/wording.ts';
import { dayOf } from './day.ts';
import { write, type Draft } from './draft.ts';
import { setByOf, type PaperState } from './state.ts';

export function issuePaper(draft: Draft, name: string, replaces?: PaperState): Result<PaperState> {
  const spec = draft.ruleset.papers?.[name];
  const paper = findPaper(name);
  const source = draft.entries[0];
  const number = draft.state.number;
  if (spec === undefined || paper === undefined || source === undefined) throw new Error(`no paper ${name}`);
  if (number === undefined) return refuse('paper.noNumber');
  const { state, learnt } = draft;
  const token = learnt.mint.token();
  const fields = { number, paper: paper.code, on: dayOf(source.on), token };
  const qr = unsealedQr(fields, learnt.station.web);
  const kept = replaces?.kept ?? pick(source.body?.data ?? {}, spec.keeps ?? []);
  const facts = spec.facts({ state, entry: source, data: kept, learnt, number, qr, ...(replaces ? { replaces } : {}) });
  const wording = wordingOn(wordingVersions(learnt.record('wording', name)), fields.on);
  const built = paper.issue(facts, { words: wording?.words ?? {} });
  if (!built.ok) return built;
  const drawn = withPictures(built.value, learnt.pictureOf);
  const printable = draft.isByHand ? ok(handBlanksFor(drawn)) : checkGlyphs(drawn);
  if (!printable.ok) return printable;
  const said = draft.ruleset.isByHandOnly?.(state) === true ? byHandOnly(printable.value) : printable.value;
  const id = learnt.mint.id();
  const data = {
    paper: id,
    spec: name,
    v: paper.v,
    token,
    ...(wording === undefined ? {} : { wording: wording.versionId }),
    blocks: sealPaper(learnt.signer(), fields, said, learnt.station.web),
    shows: Object.fromEntries(spec.shows.map((field) => [field, setByOf(state, field)])),
    kept,
    ...(replaces ? { replaces: replaces.id } : {}),
  } as unknown as JsonObject;
  const may = learnt.may('paper.issue') ? { may: 'paper.issue' } : {};
  const written = write(draft, 'paperIssued', 1, data, may);
  if (!written.ok) return written;
  const issued = draft.state.papers.find((known) => known.id === id);
  return issued ? ok(issued) : refuse('paper.unknown');
}

const pick = (data: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, data[name]] as const).filter(([, value]) => value !== undefined));

/** 更正件: a successor for each paper that a correction made wrong. */
export function successors(draft: Draft, wrong: readonly PaperState[]): Result<true> {
  for (const paper of wrong) {
    const issued = issuePaper(draft, paper.spec, paper);
    if (!issued.ok) return issued;
  }
  return ok(true);
}
