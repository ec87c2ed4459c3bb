import { installPackages, isThere, mayUseApt } from './debian.mjs';

const programs = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** What the tests of a real keychain need on Linux, installed where the system's package manager may be used; whether it is there. */
export function ensureKeyring() {
  if (process.platform !== 'linux') return false;
  if (!programs.every(isThere) && !process.env['AIWM_NO_KEYRING_INSTALL'] && mayUseApt()) {
    installPackages('gnome-keyring and dbus', ['dbus-daemon', 'dbus-bin', 'gnome-keyring'], 'the tests of a real keychain');
  }
  return programs.every(isThere);
}
