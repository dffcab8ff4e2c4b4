/** Relations within a household as forms write them; they are kept in cases and printed, so they are Chinese whatever the screen speaks. */

/** 户主 to the others. */
export const headOfHousehold = '户主';

const ofOwnChild = /^(长|次|三|四|幺|小|养|继|独生)?(子|女|儿子|女儿|儿|孩子)$/u;
const ofGrandchild = /^(外)?(孙|孙子|孙女)$/u;

/** What the head is to a member of this relation, as the legal representative of a minor; '' where the relation does not say. */
export function guardianRelation(relation: string, headSex: 'male' | 'female' | undefined): string {
  const word = relation.trim();
  if (headSex === undefined) return '';
  if (ofOwnChild.test(word)) return headSex === 'male' ? '父亲' : '母亲';
  if (!ofGrandchild.test(word)) return '';
  return `${word.startsWith('外') ? '外' : ''}${headSex === 'male' ? '祖父' : '祖母'}`;
}
