const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\.|$)/iu;

/** Why Windows would not take this one name as it stands, or `undefined` if it would. A name has no separators. */
export function windowsNameProblem(name: string): string | undefined {
  if (deviceName.test(name)) return 'is the name of a device on Windows';
  if (/[. ]$/u.test(name)) return 'ends in a dot or a space';
  const [character] = /[<>:"|?*\u0000-\u001f]/u.exec(name) ?? [];
  if (character !== undefined) return `holds ${characterWords(character)}, which Windows does not allow in a name`;
  return undefined;
}

/** The character itself, or its number where it cannot be seen. */
function characterWords(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}` : `“${character}”`;
}
