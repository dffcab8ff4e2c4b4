/** Behind every day there is: what has no due date sorts last. */
export const noDue = '9999-12-31';
