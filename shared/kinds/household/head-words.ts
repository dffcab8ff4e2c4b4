/** What a form says of somebody who is the head of the household (与户主关系); the first is what we write ourselves. */
export const headWords = ['户主', '户主本人'] as const;
export const isHead = (relation: string): boolean => headWords.some((word) => word === relation.trim());
