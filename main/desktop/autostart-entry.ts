/** Start at login on Linux: a desktop entry in the user's autostart folder, as freedesktop.org's specification says. */

/** The entry's text.
 *  @param command program and arguments
 *  @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html */
export function autostartEntry(command: readonly string[]): string {
  const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Ringside', `Exec=${command.map(quoted).join(' ')}`];
  return [...lines, 'Terminal=false', 'X-GNOME-Autostart-enabled=true', ''].join('\n');
}

/** Quoted for Exec, then escaped as a string value: each has its own backslash. */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll(/["`$\\]/g, (reserved) => `\\${reserved}`).replaceAll('%', '%%');
  return `"${inQuotes}"`.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
