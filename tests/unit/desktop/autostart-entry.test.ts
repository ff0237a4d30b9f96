import { expect, test } from 'vitest';
import { autostartEntry } from '../../../main/desktop/autostart-entry.ts';

test('the entry starts the program at login', () => {
  expect(autostartEntry(['/opt/Ringside/ringside'])).toBe(
    '[Desktop Entry]\nType=Application\nName=Ringside\nExec="/opt/Ringside/ringside"\nTerminal=false\nX-GNOME-Autostart-enabled=true\n',
  );
});

test('a path with spaces, quotes, a dollar or a per cent sign is one argument and nothing else', () => {
  expect(autostartEntry(['/opt/a b', '/srv/"$HOME"/100%\\'])).toContain(
    'Exec="/opt/a b" "/srv/\\\\"\\\\$HOME\\\\"/100%%\\\\\\\\"\n',
  );
});
