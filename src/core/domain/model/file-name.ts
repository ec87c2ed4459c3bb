const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\.|$)/iu;

/** Why Windows would not take this one name as it stands, or `undefined` if it would. A name has no separators. */
export function windowsNameProblem(name: string): string | undefined {
  if (deviceName.test(name)) return 'is the name of a device on Windows';
  if (/[. ]$/u.test(name)) return 'ends in a dot or a space';
  if (/[<>:"|?*\u0000-\u001f]/u.test(name)) return 'holds a character Windows does not allow';
  return undefined;
}
