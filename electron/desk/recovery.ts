/**
 * The recovery phrase and its printed sheets: a fresh one at set-up, and another in its place when a sheet is lost or was seen by
 * somebody it is not for. What was backed up before holds the old slot: those backups still open with the old phrase, and only with it.
 */
import { findPaper } from '#shared/documents/papers.ts';
import {
  formatPhrase,
  newPhrase,
  parsePhrase,
  phraseGroups,
  type RecoveryPhrase,
} from '#shared/identity/recovery-phrase.ts';
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from './core.ts';
import { replaceRecovery } from './keys/key-slots.ts';
import { confirmPassword } from './login.ts';
import { drawForScreen } from './print/render/paper-html.ts';
import { todayOf } from './queries/standings.ts';
import { audit, type Runtime } from './runtime.ts';

export interface ShownPhrase {
  readonly groups: string[];
  /** The sheet, twice, as pages for the printer. */
  readonly html: string;
}

export function showPhrase(runtime: Runtime, phrase: RecoveryPhrase, hall: string, desk: string): ShownPhrase {
  const groups = [...phraseGroups(phrase)];
  const sheet = findPaper('recoverySheet');
  const madeOn = todayOf({ ports: runtime.options.ports });
  const papers = [1, 2].flatMap((copy) => {
    const issued = sheet?.issue({ hall: { name: hall }, desk, groups, madeOn, copy });
    return issued?.ok ? [{ issued: issued.value }] : [];
  });
  const fonts = runtime.options.resources.fonts();
  const html = drawForScreen(fonts, { papers, size: 'A4', sizes: ['A4'], faces: { from: 'inside' } });
  return { groups, html };
}

/** Shown once to who gives their password again; nothing is changed until it was typed back in the same login. */
export async function proposeReplacement(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  password: string,
): Promise<Result<ShownPhrase>> {
  const confirmed = await confirmPassword(runtime, core, viewer, password);
  if (!confirmed.ok) return confirmed;
  const phrase = newPhrase(runtime.options.ports.random);
  runtime.replacements.set(viewer, phrase);
  return ok(showPhrase(runtime, phrase, core.station.township, core.station.name));
}

/** From here on the old phrase opens nothing here any more. Refusals: recovery.notProposed, recovery.notTheNew, those of the key file. */
export async function replacePhrase(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  typed: readonly string[],
): Promise<Result<Record<string, never>>> {
  const phrase = parsePhrase(typed.join(' '));
  if (!phrase.ok) return atField(phrase, 'phrase');
  const shown = runtime.replacements.get(viewer);
  if (shown === undefined || runtime.rootKey === null) return refuse('recovery.notProposed');
  if (formatPhrase(shown) !== formatPhrase(phrase.value)) return refuse('recovery.notTheNew', undefined, 'phrase');
  // Written before it counts: no phrase is replaced without a line in the audit chain.
  audit(runtime, core, viewer.staff, 'recoveryReplaced', {});
  const replaced = await replaceRecovery(runtime.keys, runtime.rootKey, shown);
  if (!replaced.ok) {
    audit(runtime, core, viewer.staff, 'recoveryReplaced', { refused: replaced.refusal.code });
    return replaced;
  }
  runtime.replacements.delete(viewer);
  return ok({});
}
