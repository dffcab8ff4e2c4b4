/**
 * The stack of 扫描归位: pictures are held and read one after the other, kept with a draft, and laid to their papers by one button. Nothing of a
 * picture is lost before it is there or somebody lets it go.
 */
import i18next from 'i18next';
import type { PaperOfSheet } from '#shared/contract/signature.ts';
import { holdFile, holdPhoto } from '../attachments/held-photo.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf } from '../client/answer.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { forDoor } from '../fields/values.ts';
import { isPdf } from './is-pdf.ts';
import { draftOf, groupsOf, pagesAsSheets, sheetsIn, type Sheet, type SheetGroup } from './sheets.ts';

/** What the draft of a stack is called (`draft-links.ts`). */
const sheetsKind = 'sheets';

export interface StackState {
  readonly sheets: readonly Sheet[];
  /** Laid to their papers so far, while that is under way. */
  readonly bringing?: { readonly done: number; readonly of: number };
}

export class SheetStack {
  #state: StackState = { sheets: [] };
  #draft = newActId();
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;
  readonly #show: (state: StackState) => void;

  constructor(show: (state: StackState) => void) {
    this.#show = show;
  }

  /** Takes up what was left lying the last time. */
  open(): void {
    this.#isStopped = false;
    this.#inTurn(async () => {
      const answer = await answerOf(() => desk.draft.list({}));
      const found = answer.ok ? answer.value.drafts.find(({ kind }) => kind === sheetsKind) : undefined;
      if (found === undefined || found.id === this.#draft) return;
      this.#draft = found.id;
      const left = sheetsIn(found.data);
      this.#put([...left, ...this.#state.sheets]);
      for (const sheet of left) await this.#goOn(sheet);
    });
  }

  add(files: readonly File[]): void {
    const added = files.map((file) => ({
      file,
      sheet: { id: newActId(), name: file.name, state: 'reading' as const },
    }));
    this.#put([...this.#state.sheets, ...added.map(({ sheet }) => sheet)]);
    for (const { file, sheet } of added) this.#inTurn(() => this.#hold(sheet.id, file));
  }

  choose({ id }: Sheet, paper: PaperOfSheet): void {
    this.#put(
      this.#state.sheets.map((sheet) => {
        const { refusal: _said, ...rest } = sheet;
        return sheet.id === id ? { ...rest, chosen: paper, state: 'read' } : sheet;
      }),
    );
  }

  join({ id }: Sheet, to: Sheet): void {
    this.#change(id, { pageOf: to.id, state: 'read' });
  }

  remove({ id }: Sheet): void {
    const left = this.#state.sheets.filter((sheet) => sheet.id !== id);
    this.#put(left.map(({ pageOf, ...one }) => (pageOf === undefined || pageOf === id ? one : { ...one, pageOf })));
    void this.#keep();
  }

  /** Each paper is an act of its own: what one of them is refused for keeps no other. */
  async bring(): Promise<void> {
    const groups = groupsOf(this.#state.sheets);
    this.#isStopped = false;
    for (const [done, group] of groups.entries()) {
      if (this.#isGone()) break;
      this.#set({ ...this.#state, bringing: { done, of: groups.length } });
      await this.#bringOne(group);
    }
    this.#set({ sheets: this.#state.sheets });
    askAgain();
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #bringOne({ first, paper, pages }: SheetGroup): Promise<void> {
    const code = first.chosen === undefined ? (first.reading?.code ?? null) : null;
    const files = pages.flatMap(({ blob, name }) => (blob === undefined ? [] : [{ blob, name }]));
    const of = { act: first.id, stream: paper.stream, paper: paper.paper };
    const answer = await answerOf(() => desk.signature.bring({ ...of, code, pages: files }));
    for (const { id } of pages)
      this.#change(id, answer.ok ? { state: 'back' } : { state: 'refused', refusal: answer.refusal });
    await this.#keep();
  }

  readonly #isGone = (): boolean => this.#isStopped;

  /** Kept before anything else is done with it: from then on its picture is not swept away. */
  async #keep(): Promise<void> {
    const id = this.#draft;
    const data = draftOf(this.#state.sheets);
    const isEmpty = sheetsIn(data).length === 0;
    const place = { id, kind: sheetsKind, type: 'bring', stream: null };
    await answerOf(() => (isEmpty ? desk.draft.drop({ id }) : desk.draft.keep({ ...place, data: forDoor(data) })));
  }

  async #hold(id: string, file: File): Promise<void> {
    const isWhole = await isPdf(file);
    const held = isWhole ? await holdFile(file) : await holdPhoto(file, file.name);
    if ('code' in held) {
      const refusal = held.code === 'form.notPhoto' ? { code: 'signature.notPicture' as const } : held;
      this.#change(id, { state: 'refused', refusal });
      return;
    }
    this.#change(id, { blob: held.blob, ...(isWhole ? { isPdf: true } : {}) });
    await this.#keep();
    const sheet = this.#state.sheets.find((one) => one.id === id);
    if (sheet) await this.#goOn(sheet);
  }

  async #goOn(sheet: Sheet): Promise<void> {
    if (sheet.isPdf) await this.#takeApart(sheet);
    else if (sheet.trouble === undefined) await this.#read(sheet);
  }

  /** The pages come into its place and are in the draft before the file is let go. */
  async #takeApart({ id, name, blob = '' }: Sheet): Promise<void> {
    const answer = await answerOf(() => desk.signature.pagesOf({ blob }));
    if (!answer.ok) {
      const { blob: _gone, isPdf: _was, ...rest } = this.#state.sheets.find((one) => one.id === id) ?? { id, name };
      this.#putFor(id, [{ ...rest, state: 'refused', refusal: answer.refusal }]);
      return;
    }
    const say = (page: number) => i18next.t('sheets.page', { ns: 'cases', name: shortened(name), page });
    const pages = pagesAsSheets(answer.value.pages, newActId, say);
    this.#putFor(id, pages);
    await this.#keep();
    for (const page of pages) await this.#goOn(page);
  }

  /** Removed meanwhile: nothing comes into its place. */
  #putFor(id: string, sheets: readonly Sheet[]): void {
    this.#put(this.#state.sheets.flatMap((sheet) => (sheet.id === id ? sheets : [sheet])));
  }

  async #read({ id, blob = '' }: Sheet): Promise<void> {
    const answer = await answerOf(() => desk.signature.read({ blob }));
    this.#change(
      id,
      answer.ok ? { state: 'read', reading: answer.value } : { state: 'refused', refusal: answer.refusal },
    );
  }

  #inTurn(work: () => Promise<void>): void {
    this.#last = this.#last.then(work);
  }

  #change(id: string, more: Partial<Sheet>): void {
    this.#put(this.#state.sheets.map((sheet) => (sheet.id === id ? { ...sheet, ...more } : sheet)));
  }

  #put(sheets: readonly Sheet[]): void {
    this.#set({ ...this.#state, sheets });
  }

  #set(state: StackState): void {
    this.#state = state;
    this.#show(state);
  }
}

/** A name of the desk has at most 255 characters, and the page is still to stand behind it. */
const shortened = (name: string): string => (name.length > 200 ? `${name.slice(0, 199)}…` : name);
