/** Words for what a kind declares. A kind without words (a new one, a made-up one) shows its own names rather than nothing. */
import { useTranslation } from 'react-i18next';
import { findPaper } from '#shared/documents/papers.ts';
import { currentLanguage, findWord } from '../app/words.ts';

export interface KindWords {
  readonly name: string;
  /** Of a case that says nothing of itself, or nothing this program can read: what kind it is. */
  readonly title: (title: string) => string;
  readonly status: (status: string) => string;
  /** A step of the kind, or a type of the mechanism. */
  readonly step: (type: string) => string;
  readonly field: (name: string) => string;
  /** What an entry of the mechanism says, whatever the kind calls so. */
  readonly common: (name: string) => string;
  /** A part of the lines of a field. */
  readonly column: (field: string, column: string) => string;
  readonly value: (field: string, value: string) => string;
  readonly due: (name: string) => string;
}

const word = (key: string): string | undefined => findWord('kinds', key);

export function kindWords(kind: string): KindWords {
  const name = word(`${kind}.name`) ?? kind;
  return {
    name,
    title: (title) => (title === '' ? name : title),
    status: (status) => word(`${kind}.status.${status}`) ?? status,
    step: (type) => word(`${kind}.step.${type}`) ?? word(`common.type.${type}`) ?? type,
    common: (name) => word(`common.field.${name}`) ?? name,
    field: (name) => word(`${kind}.field.${name}`) ?? word(`common.field.${name}`) ?? name,
    column: (field, column) => word(`${kind}.column.${field}.${column}`) ?? column,
    value: (field, value) =>
      word(`${kind}.value.${field}.${value}`) ??
      word(`common.${field}.${value}`) ??
      // What names a limit is called as the limit is.
      (field === 'due' ? word(`${kind}.due.${value}`) : undefined) ??
      value,
    due: (name) => word(`${kind}.due.${name}`) ?? name,
  };
}

/** As a form of the kind calls what a refusal names; `fallback` knows what every form has. */
export const fieldNames =
  (kind: string, fallback: (path: string) => string) =>
  (path: string): string => {
    const own = kindWords(kind).field(path);
    return own === path ? fallback(path) : own;
  };

/** Follows the language of the window. */
export function useKindWords(kind: string): KindWords {
  useTranslation('kinds');
  return kindWords(kind);
}

/** The name of a paper in the language of the screen; papers themselves are always printed in Chinese. */
export const paperName = (spec: string): string => findPaper(spec)?.names[currentLanguage()] ?? spec;
