/** The tags a matter has, as somebody writes them into a form: to be copied from a list. */
import type { FormTags } from './tag.ts';

export interface TagLine {
  readonly name: string;
  /** `{姓名}`, `{性别=男}`, `{#家庭成员}{姓名}{/}`: ready to be pasted. */
  readonly written: readonly string[];
}

export const tagList = (tags: FormTags): readonly TagLine[] =>
  [...tags].map(([name, tag]) => {
    if ('photo' in tag) return { name, written: [`{%${name}}`] };
    if (!('rows' in tag))
      return { name, written: [`{${name}}`, ...(tag.options ?? []).map((one) => `{${name}=${one}}`)] };
    const parts = Object.keys(tag.empty).map((part) => `{${part}}`);
    return { name, written: [`{#${name}}${parts.join(' ')}{/}`] };
  });
