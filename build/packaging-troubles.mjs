/**
 * What to do about a product that could not be made, from what the packager said.
 * @param {string} message
 * @returns {string}
 */
export function explain(message) {
  const address = /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT)\s*([\w.-]*)/.exec(message);
  if (address || /fetch failed|network|timed? ?out/i.test(message)) {
    const from = address?.[1] ? ` from ${address[1]}` : '';
    return (
      `something had to be downloaded${from} and could not be. Set TONGBAN_ELECTRON_DIST to a folder with an unpacked ` +
      'Electron, ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR to a mirror, or ELECTRON_BUILDER_7ZIP_PATH to an installed 7za.'
    );
  }
  if (/corrupted Electron dist|Failed to parse version info/i.test(message))
    return 'the folder in TONGBAN_ELECTRON_DIST is not an unpacked Electron of this platform.';
  return message.split('\n')[0] ?? message;
}
