import Database from 'better-sqlite3';

/** Opens what the desk opens: an encrypted file needs the binary of the package. */
const database = new Database(':memory:');
process.stdout.write(String(database.prepare('select sqlite_version() as version').pluck().get()));
