/** Loaded before the program (`--import`): a machine that believes it is June 2009. Its clock runs, only from there. */
const wrong = Date.parse('2009-06-01T04:00:00.000Z') - Date.now();
const now = Date.now.bind(Date);
Date.now = () => now() + wrong;
