import { describe, expect, it } from 'vitest';

import { acceptPathText } from '../../../src/core/files/path-text.ts';

const denied = expect.objectContaining({ code: 'path_denied' });

describe('the text of a path on Windows', () => {
  it('is made plain', () => {
    expect(acceptPathText('C:/data/../files/a.csv', 'win32')).toBe('C:\\files\\a.csv');
  });

  it.each([
    'C:\\files\\CON', 'C:\\files\\nul.txt', 'C:\\files\\com1.csv', 'C:\\files\\LPT¹', 'C:\\AUX\\a.csv', 'C:\\files\\conin$',
    'C:\\files\\a.csv:stream', 'C:\\files\\a.csv.', 'C:\\files\\a.csv ', 'C:\\files\\what?.txt',
    '\\\\server\\share\\a.csv', '\\\\?\\C:\\files\\a.csv', '\\\\.\\PhysicalDrive0', '//server/share/a.csv',
  ])('refuses %s', (path) => {
    expect(() => acceptPathText(path, 'win32')).toThrow(denied);
  });

  it.each(['files\\a.csv', 'C:a.csv', ''])('refuses %j as relative', (path) => {
    expect(() => acceptPathText(path, 'win32')).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  });
});
